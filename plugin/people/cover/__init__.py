"""Cover: somebody looks after the mentees of a mentor, from a day until another."""
