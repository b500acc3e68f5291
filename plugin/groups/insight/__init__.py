"""What a group tells its mentors: figures as pictures and tables, each leading to what stands behind it."""
