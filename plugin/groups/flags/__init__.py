"""Flags: stated reasons why somebody may need attention. Rules with their numbers, never a score."""
