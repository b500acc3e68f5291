"""What somebody had written when their visit ended: kept for them alone until they send it or let it go."""
