"""Tests of groups: people put together and looked over."""
