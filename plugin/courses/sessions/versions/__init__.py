"""What stood in the notes of a session before they were changed."""
