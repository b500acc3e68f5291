"""The course page and its sections, and how a course begins: where everything in a course comes together."""
