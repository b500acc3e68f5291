"""The way in where the frame keeps no cookies: platform storage, a window of our own, and tickets that work once."""
