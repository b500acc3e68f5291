"""Everything that happened with one mentee, in order: for the pair alone."""
