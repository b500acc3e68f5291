"""How far somebody has read a discussion, and what is new in it since."""
