"""Who may do what with sessions, on plain objects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from markupsafe import Markup

from plugin.courses.outline.models import Course
from plugin.courses.sessions import policy
from plugin.courses.sessions.promises.policy import can_finish_action
from plugin.courses.sessions.promises.seen import Promise
from plugin.courses.sessions.seen import Seen
from plugin.member import Member
from tests.factories.courses import place_of

HERE = uuid4()
COURSE = Course(context_id=HERE)
THEN = datetime(2026, 11, 20, tzinfo=UTC)
WITH_ONE = Seen(
    uuid4(), uuid4(), THEN, whole=True, part="mentee", note=None, note_version=0, mentee_id=uuid4()
)
WITH_GROUP = replace(WITH_ONE, mentee_id=None, group_id=uuid4(), logged_by_id=uuid4())
ONLY_A_NOTE = replace(WITH_ONE, whole=False, note=Markup("mine"))


def member(**said) -> Member:
    """Somebody enrolled in the course."""
    ids = {"company_id": uuid4(), "platform_id": uuid4(), "person_id": uuid4()}
    return Member(**{**ids, "name": "Amara", "context_id": HERE, "enrolment_id": uuid4(), **said})


@pytest.mark.parametrize("tie", ["mentee_ids", "mentor_ids", "mentored_group_ids"])
def test_whoever_mentors_or_is_mentored_may_log(tie):
    assert policy.can_log_session(member(**{tie: frozenset([uuid4()])}), COURSE)


@pytest.mark.parametrize("said", [{}, {"role": "lead"}, {"group_ids": frozenset([uuid4()])}])
def test_others_may_not_log(said):
    assert not policy.can_log_session(member(**said), COURSE)


def test_a_mentor_may_not_log_in_another_course():
    assert not policy.can_log_session(member(mentee_ids=frozenset([uuid4()]), context_id=uuid4()), COURSE)


def test_somebody_without_enrolment_may_not_see_the_list():
    assert not policy.can_see_sessions(member(enrolment_id=None), COURSE)


def test_a_session_seen_whole_or_noted_may_be_opened():
    assert policy.can_see_session(member(), WITH_ONE)
    assert policy.can_see_session(member(), ONLY_A_NOTE)
    assert not policy.can_see_session(member(), replace(ONLY_A_NOTE, note=None))


def test_either_of_a_pair_may_change_it_and_promise_for_both():
    assert policy.can_change_session(member(), WITH_ONE)
    assert policy.can_promise_for_others(member(), WITH_ONE)


def test_a_mentee_may_not_change_their_groups_session_nor_promise_for_others():
    assert not policy.can_change_session(member(), WITH_GROUP)
    assert not policy.can_promise_for_others(member(), WITH_GROUP)
    assert policy.can_promise(member(), WITH_GROUP)


def test_a_groups_mentor_may_change_its_session():
    assert policy.can_change_session(member(), replace(WITH_GROUP, part="mentor"))


def test_whoever_is_left_with_a_note_may_only_keep_that():
    assert policy.can_keep_note(member(), ONLY_A_NOTE)
    for may_not in (policy.can_change_session, policy.can_promise, policy.can_promise_for_others):
        assert not may_not(member(), ONLY_A_NOTE)


def test_a_promise_is_ticked_by_its_owner_or_the_one_it_was_made_to():
    owner, taker = member(), member()
    promise = Promise(uuid4(), uuid4(), place_of(owner), "Amara", place_of(taker), "Ask", None, None)

    assert can_finish_action(owner, promise)
    assert can_finish_action(taker, promise)
    assert not can_finish_action(member(mentee_ids=frozenset([owner.enrolment_id])), promise)
