"""How a learning site is connected: invitations, dynamic registration, and the files that some sites import."""
