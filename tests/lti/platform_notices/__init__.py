"""What learning sites tell by themselves."""
