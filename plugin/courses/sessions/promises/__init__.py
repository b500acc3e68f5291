"""Promises made in sessions: kept, moved or let go, both with a reason; how many are kept, for the pair alone."""
