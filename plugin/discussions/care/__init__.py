"""Care for what is said: whoever is in charge of a discussion lets it rest, and says why."""
