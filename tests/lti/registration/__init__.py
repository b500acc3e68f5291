"""Learning sites that connect themselves: invitations, dynamic registration, the file for Canvas."""
