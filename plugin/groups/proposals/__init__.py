"""What the LMS says of groups, as proposals: a lead takes one or leaves it, and nothing happens by itself."""
