"""What people who work together promise each other: hopes, terms that change in versions, and who signed which."""
