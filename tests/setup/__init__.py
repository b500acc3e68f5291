"""Tests of setting a course up."""
