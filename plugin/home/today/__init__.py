"""Today: what waits for a mentor, as a queue that ends; each thing says why and has its action in place."""
