"""This week: what waits for somebody in their course, the first thing first, and how they are moving."""
