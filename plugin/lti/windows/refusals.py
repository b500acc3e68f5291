"""Why a window stays shut."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.lti.refusals import Refused


class TicketUsed(Refused):
    code = "ticket-used"
    status = 403
    title = _l("This button has been used already")
    words = _l("It works once. Please go back to your learning site and open the link there again.")
    happened = _l("The ticket was sent a second time. Each ticket does one thing.")


class TicketOver(Refused):
    code = "ticket-over"
    status = 403
    title = _l("That took a little too long")
    words = _l(
        "So that nobody else can use it, the button works only for a short while. Please go back to your learning "
        "site and open the link there again. You have done nothing wrong."
    )
    happened = _l("The ticket had run out, or never was one of ours.")


class NoCookieAtAll(Refused):
    code = "no-cookie-at-all"
    status = 403
    title = _l("Your browser keeps no cookies for Tandem")
    words = _l(
        "Not even in a window of its own did our cookie come back, and without one nobody could tell that it is you. "
        "Please allow cookies for this site, then go back to your learning site and open the link again."
    )
    happened = _l("The browser that said yes is not known to be the one that was asked.")
