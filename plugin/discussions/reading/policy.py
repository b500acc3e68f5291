"""Who is told what came since, as a sentence."""

from __future__ import annotations

from plugin.discussions.reading.since import Since
from plugin.member import Member


def can_read_on(member: Member, news: Since) -> bool:
    """Whoever reads the thread."""
    return member.enrolment_id is not None
