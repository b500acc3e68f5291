"""What a platform's roles are worth here: lead or member of the course that was launched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

LEAD, MEMBER = "lead", "member"

# Instructor and above run a course. Everybody else takes part in it: the least right.
LEADS = frozenset({"Administrator", "ContentDeveloper", "Instructor", "Manager"})
# The core context roles of LTI 1.3, appendix A.2.3: https://www.imsglobal.org/spec/lti/v1p3/#context-role-vocabularies
NAMED = LEADS | {"Learner", "Mentor", "Member", "Officer"}

# Context roles come in four spellings: 'membership#Mentor', with a sub-role 'membership/Mentor#Advisor', in the
# words of LTI 1.1 'urn:lti:role:ims/lis/Mentor/Advisor', and bare: 'Mentor'.
_SPELLINGS = tuple(
    re.compile(spelling)
    for spelling in (
        r"http://purl\.imsglobal\.org/vocab/lis/v2/membership#(?P<principal>\w+)",
        r"http://purl\.imsglobal\.org/vocab/lis/v2/membership/(?P<principal>\w+)#(?P<sub>\w+)",
        r"urn:lti:role:ims/lis/(?P<principal>\w+)(?:/(?P<sub>\w+))?",
        r"(?P<principal>\w+)",
    )
)
# An administrator of the whole platform runs every course of it. Institution roles give nothing: somebody who
# teaches at a school takes part in most of its courses as anybody else.
_EVERYWHERE = frozenset(
    {
        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator",
        "urn:lti:sysrole:ims/lis/Administrator",
    }
)


class _Role(NamedTuple):
    principal: str
    sub: str  # '' for the principal role itself


def role_of(said: Iterable[str], choices: Mapping[str, str]) -> str:
    """'lead' or 'member' for the roles of a launch; `choices` are the operator's own, by a role's short name."""
    said = list(said)
    if any(uri in _EVERYWHERE for uri in said):
        return LEAD
    roles = [role for role in map(_context_role, said) if role]
    # An assistant arrives as 'Instructor' and 'Instructor#TeachingAssistant' together: where the operator has
    # chosen what the assistant is worth, the plain 'Instructor' beside it is not to undo that.
    settled = {role.principal for role in roles if role.sub in choices}
    worth = {_worth(role, choices) for role in roles if role.sub in choices or role.principal not in settled}
    return LEAD if LEAD in worth else MEMBER


def _context_role(uri: str) -> _Role | None:
    for spelling in _SPELLINGS:
        if found := spelling.fullmatch(uri):
            return _Role(found["principal"], found.groupdict().get("sub") or "")
    return None


def _worth(role: _Role, choices: Mapping[str, str]) -> str:
    if role.sub in choices:
        return choices[role.sub]
    return choices.get(role.principal, LEAD if role.principal in LEADS else MEMBER)
