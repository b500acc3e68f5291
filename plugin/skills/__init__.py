"""What they can: named skills with described levels, and dated ratings that are never overwritten."""
