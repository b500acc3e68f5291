"""A played learning site that is registered, with a course whose members it lists."""

from tests.fakes.rosters import listed, own_keys, private, quick_keys, rests, site

__all__ = ["listed", "own_keys", "private", "quick_keys", "rests", "site"]
