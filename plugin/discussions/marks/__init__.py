"""What readers say of a post without words: that it helped, and that it answers what was asked."""
