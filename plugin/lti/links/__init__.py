"""Links in the LMS's courses that lead here: which they are, and to what each was made."""
