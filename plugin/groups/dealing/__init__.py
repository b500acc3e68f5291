"""Dealing out whoever has no mentor yet: a lead chooses who mentors, and sees who comes to whom before it is so."""
