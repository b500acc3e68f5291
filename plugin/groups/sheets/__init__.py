"""Pairs and groups from a sheet: read, looked over line by line, and put down all at once."""
