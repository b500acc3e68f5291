"""A note of a group's session for each of its mentees."""
