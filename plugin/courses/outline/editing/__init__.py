"""Changing an outline while people walk it: sections come, move, go and come back, and the history says who did what."""
