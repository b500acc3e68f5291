"""What a platform's roles are worth in a course."""

from __future__ import annotations

import pytest

from plugin.lti.roles import LEADS, role_of

CONTEXT = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/"
INSTITUTION = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#"
SYSTEM = "http://purl.imsglobal.org/vocab/lis/v2/system/person#"


@pytest.mark.parametrize("name", sorted(LEADS))
@pytest.mark.parametrize("spelling", [CONTEXT, "urn:lti:role:ims/lis/", ""])
def test_who_runs_a_course_in_the_lms_leads_it_here(name, spelling):
    assert role_of([spelling + name], {}) == "lead"


@pytest.mark.parametrize("name", ["Learner", "Mentor", "Member", "Officer", "Wizard"])
@pytest.mark.parametrize("spelling", [CONTEXT, "urn:lti:role:ims/lis/", ""])
def test_everybody_else_is_a_member(name, spelling):
    assert role_of([spelling + name], {}) == "member"


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        ([], "member"),
        ([SYSTEM + "Administrator"], "lead"),
        (["urn:lti:sysrole:ims/lis/Administrator"], "lead"),
        ([SYSTEM + "SysSupport"], "member"),
        ([INSTITUTION + "Administrator"], "member"),
        ([INSTITUTION + "Instructor", CONTEXT + "Learner"], "member"),
        (["urn:lti:instrole:ims/lis/Instructor"], "member"),
        (["http://purl.imsglobal.org/vocab/lti/system/person#TestUser", CONTEXT + "Learner"], "member"),
        ([SUB + "Instructor#TeachingAssistant"], "lead"),
        ([SUB + "Learner#Instructor"], "member"),
        (["urn:lti:role:ims/lis/Instructor/GuestInstructor"], "lead"),
        ([SUB + "Mentor#Mentor"], "member"),
        ([CONTEXT + "Learner", CONTEXT + "Instructor"], "lead"),
        ([CONTEXT + "Instructor\n"], "member"),
        (["https://evil.example/membership#Instructor"], "member"),
        ([CONTEXT + "instructor"], "member"),
    ],
)
def test_only_context_roles_and_the_platforms_administrator_give_authority(said, worth):
    assert role_of(said, {}) == worth


@pytest.mark.parametrize(
    ("said", "choices", "worth"),
    [
        ([CONTEXT + "Instructor"], {"Instructor": "member"}, "member"),
        ([CONTEXT + "Mentor"], {"Mentor": "lead"}, "lead"),
        ([CONTEXT + "Instructor", CONTEXT + "Manager"], {"Instructor": "member"}, "lead"),
        ([SYSTEM + "Administrator"], {"Administrator": "member"}, "lead"),
        ([INSTITUTION + "Mentor"], {"Mentor": "lead"}, "member"),
    ],
)
def test_the_operators_choice_outranks_the_table(said, choices, worth):
    assert role_of(said, choices) == worth


def test_a_choice_about_a_sub_role_outranks_the_role_beside_it():
    assistant = [CONTEXT + "Instructor", SUB + "Instructor#TeachingAssistant"]

    assert role_of(assistant, {}) == "lead"
    assert role_of(assistant, {"TeachingAssistant": "member"}) == "member"
    assert role_of([CONTEXT + "Instructor"], {"TeachingAssistant": "member"}) == "lead"
    assert role_of([*assistant, CONTEXT + "Manager"], {"TeachingAssistant": "member"}) == "lead"
