"""People and places that tests begin with: plain functions with defaults; rooms keep theirs in modules beside this one."""

from __future__ import annotations

from tests.factories.groups import GroupOfPeople, a_group
from tests.factories.people import a_lead, a_mentee, a_mentor, a_pair, a_person, again, mentors
from tests.factories.places import a_company, a_context, a_course, a_deployment, a_platform, a_section

__all__ = [
    "GroupOfPeople",
    "a_company",
    "a_context",
    "a_course",
    "a_deployment",
    "a_group",
    "a_lead",
    "a_mentee",
    "a_mentor",
    "a_pair",
    "a_person",
    "a_platform",
    "a_section",
    "again",
    "mentors",
]
