"""What tests stand on: databases that start empty, requests as a browser makes them, statements counted."""
