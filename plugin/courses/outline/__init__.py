"""The course and its sections, made from a programme and walked by people."""
