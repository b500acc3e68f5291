"""Who opened whose page: kept by the day, for the one whose page it is and for whoever answers for the course."""
