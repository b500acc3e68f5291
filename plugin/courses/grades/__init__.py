"""What goes back to the learning site's gradebook: columns that a lead chose, and a score for each mentee."""
