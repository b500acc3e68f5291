"""Group mentoring: the group page with a row per mentee, and making groups and pairs."""
