"""Answers to the questions of assessment and reflection sections."""
