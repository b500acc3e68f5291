"""What is not ours and is played in tests: platforms, and the whole demonstration."""
