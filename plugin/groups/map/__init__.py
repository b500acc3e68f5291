"""The map: mentees by sections, what is done and how long the rest has been open."""
