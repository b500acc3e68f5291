"""Views of the board that a mentor keeps: an order, of whom, which columns; and the columns they always want."""
