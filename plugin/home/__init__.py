"""What waits for me, and what is mine: the front door of a course and the Me page."""
