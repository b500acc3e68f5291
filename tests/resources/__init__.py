"""Resources: looked up, embedded, shared, marked, taken out."""
