"""Meetings: sessions, their shared and private notes, and the actions promised in them."""
