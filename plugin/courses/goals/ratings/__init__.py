"""How sure its owner and their mentors are of a goal, and how far the skill has come: at its start and at its end."""
