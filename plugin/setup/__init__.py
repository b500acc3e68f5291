"""Setting a course up: five steps for its leads, from choosing a programme to opening it."""
