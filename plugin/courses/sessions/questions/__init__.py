"""Questions that open a talk: those that come with Tandem, one's own, and what mentors tell of their own way."""
