"""Where a lead says when something is pointed out in the course."""
