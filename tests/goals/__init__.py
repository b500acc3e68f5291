"""Goals: written, changed, seen by their owner and the owner's mentors alone."""
