"""Windows in the role table: open to the world, and without a ticket they lead nowhere. See tests/lti/windows/."""

from tests.architecture.table import open_row

ROWS = [
    open_row("POST windows.go_on", 403),
    open_row("POST windows.enter", 403),
]
