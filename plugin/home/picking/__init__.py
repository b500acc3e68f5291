"""Picking what of ours a lead puts into the LMS's course: the page, and the answer that goes back (deep linking)."""
