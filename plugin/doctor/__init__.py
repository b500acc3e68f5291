"""The operator's page and command: what is connected, what ran, what waits, what failed."""
