"""What a mentor keeps to themselves about a mentee: two lines to remember, and private notes."""
