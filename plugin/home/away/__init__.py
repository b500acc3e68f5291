"""Days away, on a page beside the Me page."""
