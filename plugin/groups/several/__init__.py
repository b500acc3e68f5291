"""Doing one thing for several mentees at once: first one reads what will happen to whom, and afterwards undoes it."""
