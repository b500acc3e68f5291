"""Courses that the LMS copied: they find their origin, and a lead takes its outline over. Never people or words."""
