"""Launches and rosters from an LTI platform that we did not write: Open edX's consumer, in a process of its own."""
