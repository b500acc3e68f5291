"""What a mentee wants to change: goals and their milestones."""
