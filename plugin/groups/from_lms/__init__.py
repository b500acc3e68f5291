"""What the LMS says of groups: a lead takes it over or leaves it, and nothing happens by itself."""
