"""The way in where no cookie comes back."""
