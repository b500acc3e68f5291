"""A picture with a post: drawn anew as it comes, kept as files are, shown to whoever reads the post."""
