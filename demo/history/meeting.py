"""How people met: sessions logged by their mentor soon afterwards, and the promises kept, or not yet."""

from datetime import timedelta
from uuid import UUID

from demo.history.day_shift import WITH_AMARA
from demo.history.first_talks import FIRST_TALKS
from demo.history.groups import GROUPS, WITH_GROUPS
from demo.history.night_shift import WITH_RAVI
from demo.history.said import Action, Session
from demo.history.story import Story
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions import actions as sessions
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.promises import actions as promises
from plugin.courses.sessions.promises.queries import action_for, actions_in
from plugin.courses.sessions.queries import session_for
from plugin.member import Member
from plugin.text import clean, from_plain


def meet(story: Story) -> None:
    for session in (*FIRST_TALKS, *WITH_GROUPS, *WITH_AMARA, *WITH_RAVI):
        _log(story, session)
        for action in session.actions:
            if action.done is not None:
                _keep_promise(story, action)
            if action.moved:
                _move(story, action, *action.moved)
            if action.gone:
                _let_go(story, action, *action.gone)


def key(mentor: str, mentee: str, day: int) -> tuple[str, str, str, int]:
    """What a session is found by in `story.made`."""
    return ("session", mentor, mentee, day)


def _log(story: Story, session: Session) -> None:
    began = story.on_time(session.mentor, session.day, session.time)

    def step(member: Member) -> None:
        logged = sessions.log_session(
            member,
            course_here(member),
            at=began,
            mode=session.mode,
            group_id=story.made["group", session.mentee] if session.mentee in GROUPS else None,
            mentee_id=None if session.mentee in GROUPS else story.enrolment(session.mentee),
            minutes=session.minutes,
            shared=clean(session.shared),
            ideas=from_plain(session.ideas),
            private=from_plain(session.private),
            present=_there(story, session),
            actions=[_promise(story, action) for action in session.actions],
        )
        made = {promise.what: promise.id for promise in actions_in(member, logged.id)}
        story.made.update({action: made[action.what] for action in session.actions})
        story.made[key(session.mentor, session.mentee, session.day)] = logged.id
        if not session.still_open:
            finish_session(member, session_for(member, logged.id))

    ended = began + timedelta(minutes=session.minutes)
    story.then(session.mentor, session.day, session.time, step, after=ended)


def _there(story: Story, session: Session) -> list[UUID] | None:
    return [story.enrolment(who) for who in (session.mentor, *session.there)] if session.there else None


def _promise(story: Story, action: Action) -> sessions.Promised:
    return action.what, story.enrolment(action.owner), story.day(action.due)


def _keep_promise(story: Story, action: Action) -> None:
    assert action.done is not None

    def step(member: Member) -> None:
        promises.finish_action(member, action_for(member, story.made[action]))

    story.then(action.owner, action.done, "18:00", step)


def _move(story: Story, action: Action, day: int, to: int, why: str) -> None:
    def step(member: Member) -> None:
        promises.move_promise(member, action_for(member, story.made[action]), story.day(to), why)

    story.then(action.owner, day, "18:05", step)


def _let_go(story: Story, action: Action, day: int, why: str) -> None:
    def step(member: Member) -> None:
        promises.let_go(member, action_for(member, story.made[action]), why)

    story.then(action.owner, day, "18:10", step)
