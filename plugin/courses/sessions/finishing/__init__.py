"""The end of a session: lines of its notes become promises, and those who were there are asked how it was."""
