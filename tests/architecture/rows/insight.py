"""What a group tells, in the role table: the group's own mentors alone."""

from __future__ import annotations

from tests.architecture.rows.groups import LEADS_SEE, NO_MENTEE, the_group
from tests.architecture.table import row

ROWS = [
    row(
        "GET insight.mine", **NO_MENTEE, mentor=200, other_mentor=200, lead=403, other_lead=403, stranger=403
    ),
    row("GET insight.group", ids=the_group, **{**LEADS_SEE, "mentor": 200, "lead": 403}),
]
