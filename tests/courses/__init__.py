"""Courses: the outline and how people walk it, resources, answers, the course page and set-up."""
