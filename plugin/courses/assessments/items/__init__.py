"""The pages on which somebody says what a section asks."""
