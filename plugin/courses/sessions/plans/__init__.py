"""Sessions that are to come: planned once or by a cadence, moved, called off, and asked about when they have passed."""
