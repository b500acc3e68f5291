"""The way in, from a signed launch to a visit, and everything that must not get in."""
