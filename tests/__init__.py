"""What must hold: one folder for each room, and the house's own rules in architecture/."""
