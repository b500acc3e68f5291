"""The timeline of one mentee in the role table: the pair's, as their page is."""

from __future__ import annotations

from tests.architecture.rows.groups import LEADS_SEE, the_mentee
from tests.architecture.table import Made, row

THE_PAIRS: Made = {**LEADS_SEE, "mentee": 200, "mentor": 200, "lead": 403}

ROWS = [row("GET timeline.show", ids=the_mentee, **THE_PAIRS)]
