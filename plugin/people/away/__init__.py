"""Days on which somebody is away: nobody waits for them then, and nothing reminds them."""
