"""Finding what was noted, in all the notes that somebody may read."""
