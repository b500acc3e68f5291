"""The end of a goal: what worked, what did not, and what its owner would tell the next one."""
