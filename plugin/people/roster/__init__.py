"""Who the learning site says is in the course: fetched whole, applied in one transaction, its age shown."""
