"""Milestones of a goal: whose they are, which waits for which, and what one that slips pushes."""
