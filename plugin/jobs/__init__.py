"""What happens with nobody watching. The rows are the truth; the queue only makes it prompt."""
