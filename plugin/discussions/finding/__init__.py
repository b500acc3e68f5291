"""Finding what was said, in all the talk that its reader may read."""
