"""The house's own rules, each kept by a test."""
