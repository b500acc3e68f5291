"""Who is here and who mentors whom: person, enrolment, group and mentorship."""
