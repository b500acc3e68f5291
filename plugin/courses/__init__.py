"""What they work on: the outline and everything that hangs on it."""
