"""Links and pages that a section holds."""
