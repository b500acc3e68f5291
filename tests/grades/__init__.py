"""Grades: what goes to the gradebook, and that it arrives."""
