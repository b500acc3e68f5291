"""How the learning site of a course and Tandem get on, for its leads: the simpler sister of the doctor."""
