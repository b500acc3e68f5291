"""What they say to each other: threads and posts, beside the thing they are about."""
