"""What happened that somebody should hear of outside the page: one row each, delivered afterwards."""
