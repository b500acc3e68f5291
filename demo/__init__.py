"""The demonstration: a small LMS of its own, its people and their history."""
