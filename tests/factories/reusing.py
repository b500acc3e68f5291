"""Answers that somebody keeps, through the product's own verbs."""

from __future__ import annotations

from markupsafe import Markup

from plugin.discussions.reusing.actions import write
from plugin.discussions.reusing.models import KeptAnswer
from plugin.member import Member


def a_kept_answer(member: Member, words: str = "<p>Begin with a question.</p>") -> KeptAnswer:
    return write(member, Markup(words))
