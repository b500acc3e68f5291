"""How a session was for each who was in it: said by one tap, seen by nobody but them."""
