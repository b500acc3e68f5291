"""What a page with a note or an agenda has at hand."""

from __future__ import annotations

from typing import Any

from plugin.courses.sessions.questions.queries import agendas_at_hand, bank_of
from plugin.courses.sessions.questions.schemas import STAGES
from plugin.member import Member


def at_hand(member: Member) -> dict[str, Any]:
    """Questions by their stage, what the stages are called, and agendas: for the macros of `questions/_bank.html`."""
    return {"bank": bank_of(member), "stages": STAGES, "agendas": agendas_at_hand()}
