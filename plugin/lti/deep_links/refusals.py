"""Why a deep-linking request is not answered."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.lti.refusals import Refused


class NoLinkWanted(Refused):
    code = "no-link-wanted"
    title = _l("Nothing of Tandem fits here")
    words = _l(
        "This place of your learning site takes things that Tandem does not have: Tandem gives links to itself. Add one "
        "where your course takes links to tools."
    )
    happened = _l(
        "The request for deep links takes only '%(accepts)s', and Tandem answers with 'ltiResourceLink'."
    )


class ForeignReturn(Refused):
    code = "foreign-return"
    happened = _l(
        "The request for deep links wants its answer at %(host)s, which is not a host of the learning site %(issuer)s."
    )


class ChoiceSent(Refused):
    code = "choice-sent"
    status = 403
    title = _l("Your choice has been sent already")
    words = _l(
        "What you chose is on its way to your learning site, and each time it asks takes one answer. To add something "
        "more, begin again in your learning site."
    )
    happened = _l("The request was answered before.")


class ChoiceOver(Refused):
    code = "choice-over"
    status = 403
    title = _l("That took a little too long")
    words = _l(
        "So that nobody else can answer, your learning site's question stands open only for a while. Please begin again "
        "there: nothing was added, and you have done nothing wrong."
    )
    happened = _l("The ticket of the choice had run out, or never was one of ours.")
