"""What happened on the way to a goal: tried, worked, did not, changed course."""
