"""Links of the LMS."""
