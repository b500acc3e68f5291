"""Answers that somebody keeps, to give them again to whoever asks the same."""
