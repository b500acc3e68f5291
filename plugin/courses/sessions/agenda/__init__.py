"""What wants to be talked about when two meet: promises that are open, goals that sleep, a plan that is missing."""
