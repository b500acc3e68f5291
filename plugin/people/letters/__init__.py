"""Who is to be written to, and when: what about is asked when it is sent, of what they may read then."""
