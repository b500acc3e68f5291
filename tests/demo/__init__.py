"""The demonstration LMS, as a platform and as pages."""
