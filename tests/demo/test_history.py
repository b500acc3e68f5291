"""The history as it is planned: people who belong together, days in their order, the same each time."""

import io
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from demo.history import handed
from demo.history.day_shift import WITH_AMARA
from demo.history.first_talks import FIRST_TALKS
from demo.history.goals import GOALS
from demo.history.groups import GROUPS, PAIRS, WITH_GROUPS
from demo.history.night_shift import WITH_RAVI
from demo.history.resources import BESIDE_THE_PROGRAMME, RESOURCES
from demo.history.sheet import how_we_give_feedback
from demo.history.story import Story
from demo.history.telling import FIRST
from demo.people import FIRST_TEAM, MENTEES
from plugin.courses.resources.files.looking import looked_through

MENTORS_OF = {
    mentee: set(mentors) for mentors, mentees in GROUPS.values() for mentee in mentees
}  # every mentee is in one group
WITH_ONE = (*FIRST_TALKS, *WITH_AMARA, *WITH_RAVI)
EVERY_SESSION = (*WITH_GROUPS, *WITH_ONE)
CAME_OF = {
    handed.SHEET: handed.CAME_OF_SHEET,
    handed.HINTED: handed.CAME_OF_HINT,
    handed.BESIDE: handed.CAME_OF_BESIDE,
}
EVERY_THREAD = (*(resource.posts for resource in RESOURCES), *BESIDE_THE_PROGRAMME.values())


def below(posts):
    for post in posts:
        yield post
        yield from below(post.replies)


def depth(post):
    return 1 + max((depth(reply) for reply in post.replies), default=0)


@pytest.fixture
def story(world, lms):
    return Story(lms, world, FIRST_TEAM, now=datetime(2026, 11, 23, 7, tzinfo=UTC))


def test_every_mentee_is_in_one_group_and_groups_hold_nobody_else(world):
    grouped = [who for _, mentees in GROUPS.values() for who in mentees]
    assert sorted(grouped) == sorted(one.key for one in world.accounts if one.part == MENTEES)


def test_mentors_meet_only_those_they_mentor():
    pairs = {(mentor, mentee) for mentee, mentors in MENTORS_OF.items() for mentor in mentors} | set(PAIRS)
    assert all((session.mentor, session.mentee) in pairs for session in WITH_ONE)
    for session in WITH_GROUPS:
        mentors, mentees = GROUPS[session.mentee]
        assert session.mentor in mentors
        assert set(session.there) <= set(mentees)


def test_whoever_promises_was_there():
    for session in EVERY_SESSION:
        there = {session.mentor, session.mentee, *session.there}
        assert {action.owner for action in session.actions} <= there


def test_days_run_forward():
    for goal in GOALS:
        assert all(goal.day <= milestone.due for milestone in goal.milestones)
        assert all(goal.day <= one.done <= 0 for one in goal.milestones if one.done is not None)
    for session in EVERY_SESSION:
        assert all(session.day <= action.due for action in session.actions)
        assert all(session.day <= one.done <= 0 for one in session.actions if one.done is not None)
    for resource in RESOURCES:
        assert all(resource.day <= post.day <= 0 for post in below(resource.posts))


def test_what_is_handed_over_is_opened_before_it_is_finished_or_helps():
    for resource, came in CAME_OF.items():
        for one in came:
            later = [day for day in (one.finished, one.helped) if day is not None]
            assert resource.day < min(one.opened)
            assert list(one.opened) == sorted(set(one.opened))
            assert set(later) <= set(one.opened)
    by, to, day, _note = handed.HINT
    assert handed.HINTED.day < day < min(one.opened[0] for one in handed.CAME_OF_HINT)
    assert handed.WEEK_FIVE < handed.ENDED <= 0
    assert {by, handed.BY} == MENTORS_OF[to] == MENTORS_OF[handed.FOR]


def test_a_sheet_is_handed_to_many_a_hint_and_a_section_to_one():
    """Enough have opened the sheet for leads to see numbers; it helped two, and one has only opened it."""
    assert len(handed.CAME_OF_SHEET) == 5
    assert sum(one.helped is not None for one in handed.CAME_OF_SHEET) == 2
    assert any(one.finished is None for one in handed.CAME_OF_SHEET)
    alone = (*handed.CAME_OF_HINT, *handed.CAME_OF_BESIDE)
    assert [one.who for one in alone] == [handed.HINT[1], handed.FOR]
    assert all(one.finished is not None and one.helped is not None for one in alone)
    assert handed.WEEK_FIVE - FIRST in range(28, 35), "the fifth week"


def test_the_sheet_is_a_small_pdf_that_says_where_its_objects_are():
    sheet = how_we_give_feedback()
    assert sheet == how_we_give_feedback(), "the same each time"
    assert len(sheet) < 5_000
    assert looked_through(io.BytesIO(sheet), "sheet.pdf") == "application/pdf"
    table = sheet[int(sheet.split(b"startxref\n")[1].split()[0]) :]
    assert table.startswith(b"xref\n")
    places = [int(line.split()[0]) for line in table.split(b"\n") if line.endswith(b" n ")]
    assert all(sheet[place:].startswith(b"%d 0 obj" % nth) for nth, place in enumerate(places, 1))
    assert sheet.count(b"/Type/Page/") == 2


def test_history_shows_what_a_mentor_must_see():
    """Something overdue, somebody silent, every mode of meeting, goals in each state, a deep discussion."""
    assert any(
        action.due < -7 for session in EVERY_SESSION for action in session.actions if action.done is None
    )
    heard = {goal.owner for goal in GOALS} | {one for s in EVERY_SESSION for one in (s.mentee, *s.there)}
    heard |= {post.author for posts in EVERY_THREAD for post in below(posts)}
    assert set(MENTORS_OF) - heard == {"tomasz"}
    assert {s.mode for s in EVERY_SESSION} == {"in person", "video", "call", "chat", "event"}
    assert {goal.ended[0] if goal.ended else "in progress" for goal in GOALS} == {
        "in progress",
        "achieved",
        "let go",
    }
    assert max(depth(post) for posts in EVERY_THREAD for post in posts) >= 6


def test_history_is_ten_weeks_long_and_every_week_has_something():
    days = [session.day for session in EVERY_SESSION] + [goal.day for goal in GOALS]
    days += [post.day for posts in EVERY_THREAD for post in below(posts)] + [FIRST]
    assert min(days) == -70
    assert {day // 7 for day in days if day < 0} == set(range(-10, 0))


def test_somebody_says_that_they_are_stuck_to_their_mentor_and_to_the_others():
    told = [session for session in WITH_ONE if "I am stuck" in session.shared]
    written = [post for posts in EVERY_THREAD for post in below(posts) if "I am stuck" in post.words]
    assert [one.mentee for one in told] == [one.author for one in written] == ["aroha"]
    assert written[0].replies


def test_no_two_things_said_are_the_same():
    """Things are found again by what was said: equal ones would be one."""
    said = [*GOALS, *(one for goal in GOALS for one in goal.milestones)]
    said += [action for session in EVERY_SESSION for action in session.actions]
    said += [post for posts in EVERY_THREAD for post in below(posts)]
    assert len(set(said)) == len(said)


def test_moments_are_those_of_the_place_and_never_ahead(story):
    at_nine = {who: story.moment(who, -3, "09:00") for who in ("helena", "amara", "ravi")}
    assert [at_nine[who].hour for who in ("helena", "amara", "ravi")] == [8, 9, 3]
    assert story.moment("helena", 0, "23:00") == story.now


def test_same_seed_tells_the_same_moments(world, lms, story):
    again = Story(lms, world, FIRST_TEAM, now=story.now)
    told = [[one.moment("fatima", day, "10:00") for day in range(-30, 0)] for one in (story, again)]
    assert told[0] == told[1]
    assert all(earlier < later for earlier, later in pairwise(told[0]))


def test_answer_comes_after_what_it_answers(story):
    first = story.then("fatima", -2, "21:00", lambda member: None)
    answer = story.then("ravi", -2, "09:00", lambda member: None, after=first)
    assert answer > first
