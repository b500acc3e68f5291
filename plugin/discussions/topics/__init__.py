"""Talk that stands free: a topic for the whole course, for a group, or between a mentee and one of their mentors."""
