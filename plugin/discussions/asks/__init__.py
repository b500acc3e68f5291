"""Asking for advice, and what became of it."""
