"""What somebody had written when their visit ended."""
