"""From the gradebook to the mentee whom a number is about."""
