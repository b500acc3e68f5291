"""Saying that one is stuck, and going on again: one tap, read by whoever mentors them."""
