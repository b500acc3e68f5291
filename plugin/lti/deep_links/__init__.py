"""Deep linking: an LMS asks what of ours should stand in a course, and gets a signed answer."""
