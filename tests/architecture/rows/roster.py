"""Asking for the roster in the role table: leads, each for their own course."""

from tests.architecture.table import row

ROWS = [
    row(
        "POST roster.ask",
        anonymous=401,
        mentee=403,
        other_mentee=403,
        mentor=403,
        other_mentor=403,
        lead=303,
        other_lead=303,
        stranger=303,
    ),
]
