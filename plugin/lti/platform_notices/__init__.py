"""What learning sites tell by themselves, outside of launches: so far that a course was copied (LTI PNS 1.0)."""
