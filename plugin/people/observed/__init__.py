"""Whom somebody observes in the words of the LMS: it narrows whom they see here, and never widens it."""
