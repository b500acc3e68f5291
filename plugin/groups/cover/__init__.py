"""Where a lead says who covers for whom, and since when and until when."""
