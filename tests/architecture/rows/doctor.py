"""The doctor's page in the role table: open to whoever has the address from the terminal. See tests/doctor/."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from plugin import clock
from plugin.database import db
from plugin.doctor.models import DoctorVisit
from tests.architecture.table import Made, open_row
from tests.architecture.world import World

TOKEN = "an-address-that-an-operator-made"


def an_address(_world: World) -> Made:
    digest, now = hashlib.sha256(TOKEN.encode()).digest(), clock.now()
    db.session.add(DoctorVisit(token_hash=digest, made_at=now, expires_at=now + timedelta(minutes=30)))
    db.session.flush()
    return {"token": TOKEN}


ROWS = [
    open_row("GET doctor.show", 200, ids=an_address),
    open_row("POST doctor.enter", 403, ids=an_address),  # without the form's seal
]
