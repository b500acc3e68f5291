"""Rosters: what they change, when they are read, and that they are never read by half."""
