"""Figures against their bounds: ratios measured in one run and exact counts, never absolute times."""
