"""Somebody was turned away at the way in: kept for the doctor, where it may be the connection that is amiss."""

from __future__ import annotations

from uuid import UUID

from flask_babel import force_locale

from plugin import languages
from plugin.database import transaction
from plugin.lti import refusals
from plugin.lti.connections import actions
from plugin.lti.refusals import Refused

# What a person can put right by opening the link again, and what the doctor tells elsewhere.
NOT_ABOUT_US = (
    refusals.LoginRequired,
    refusals.LoginOver,
    refusals.LoginUsed,
    refusals.Nothing,
    refusals.PlatformDisabled,
    refusals.DeploymentPending,
)


def note(
    platform_id: UUID | None, refused: Refused, reference: str, *, signed: bool, apart: int | None
) -> None:
    """Keep which refusal it was, in words for an operator and with the reference that stands in the log.

    `platform_id` is None while it is not known who sent them. What is not `signed` may be anybody's: no word of it is
    kept, and the reference finds it. Call it outside any transaction.
    """
    if platform_id is None or isinstance(refused, NOT_ABOUT_US):
        return
    told = {"code": refused.code, "reference": reference}
    if signed:
        with force_locale(languages.SOURCE):
            told |= {"said": refused.told(), "signed": "yes"}
    with transaction():
        actions.note_refusal(platform_id, told, apart)
