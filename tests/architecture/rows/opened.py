"""Who opened whose page in the role table: everybody reads their own, leads all of their course."""

from __future__ import annotations

from tests.architecture.rows.groups import NOT_LEADS
from tests.architecture.rows.sessions import EVERYBODY
from tests.architecture.table import row

ROWS = [
    row("GET opened.mine", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row("GET opened.here", **NOT_LEADS, lead=200, other_lead=200, stranger=200),
]
