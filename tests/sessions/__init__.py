"""Sessions: logged, shared with those who were there, noted in private, promised in."""
