"""The doctor: in the terminal and on a page, for operators."""
