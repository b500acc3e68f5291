"""What we ask of a learning site on our own: access tokens, memberships, and each family's peculiarities."""
