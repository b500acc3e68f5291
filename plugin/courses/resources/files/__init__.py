"""Files that people bring: taken in, looked through, kept, and shown."""
