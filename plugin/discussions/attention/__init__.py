"""What deserves somebody's attention in talk: what they follow, where they are mentioned, what waits for an answer."""
