"""What mentors propose for a goal, and what its owner makes of that."""
