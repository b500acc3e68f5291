"""Putting a resource before others: everybody, a group or one person; and what somebody was given."""
