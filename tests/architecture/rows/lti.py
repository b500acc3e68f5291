"""The way in: open to the world, and with nothing in hand it leads nowhere. What it takes is tested in tests/lti/."""

from tests.architecture.table import open_row

ROWS = [
    open_row("GET lti.login", 400),
    open_row("POST lti.login", 400),
    open_row("POST lti.launch", 400),
    open_row("GET lti.jwks", 200),
    open_row("POST platform_notices.take", 400),
    open_row("GET registration.register", 404, ids=lambda world: {"invitation": "never-made"}),
    open_row("GET registration.canvas", 200),
]
