"""How they walk the outline: they say what they have read, answer what it asks, and mentors say something to that."""

from uuid import UUID

from demo.history.progress import HALFWAY, READ, RESPONSES
from demo.history.story import Story
from plugin.courses.assessments.actions import Response, hand_in, keep_answers, respond, sign
from plugin.courses.assessments.asking import Asked, add_items
from plugin.courses.assessments.models import Item
from plugin.courses.assessments.policy import can_answer
from plugin.courses.assessments.queries import is_mentors, items_of, step_for, work_for
from plugin.courses.assessments.record import Said, still_open
from plugin.courses.outline.policy import can_finish
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import Stop, course_here, path_of
from plugin.member import Member
from plugin.text import from_plain

MORE = (
    Asked("rating", "How far are you in handing work over?", skill="Handing over"),
    Asked("rating", "How far are they in handing work over?", skill="Handing over", by="mentor"),
    Asked("step", "Let somebody else lead the handover while you are in the room"),
    Asked(
        "single",
        "Somebody asks you what to do. What comes first?",
        options=("The answer, since time is short", "The question what they have tried", "A meeting"),
        right=("The question what they have tried",),
        says="It takes a minute, and often they know. See 'Ask before you tell'.",
    ),
)
LEVELS = {"mei-ling": 4, "ingrid": 4, "jonas": 3}


def walk(story: Story) -> None:
    for who, day in READ.items():
        story.then(who, day, "12:30", _has_read)
    story.then("helena", -4, "09:30", _asks_more)
    for who, (day, answers) in HALFWAY.items():
        _answers(story, who, day, answers)
    for (mentor, mentee), (day, words, done) in RESPONSES.items():
        _responds(story, mentor, mentee, day, words, done)


def _has_read(member: Member) -> None:
    stop = _first(member, "resources")
    assert can_finish(member, stop), f"{member.name} cannot be done with it yet"
    assert member.enrolment_id is not None
    mark_done(member.enrolment_id, stop.section)


def _asks_more(lead: Member) -> None:
    """What the programme's own questions leave out: levels, a step to sign off, and a quiz question."""
    add_items(_first(lead, "assessment").section, MORE)


def _answers(story: Story, who: str, day: int, answers: tuple[str, ...]) -> None:
    def step(member: Member) -> None:
        stop = _first(member, "assessment")
        assert can_answer(member, stop), f"{member.name} cannot answer yet"
        items = items_of(stop.section)
        given = _given(items, answers, LEVELS.get(who))
        keep_answers(member, stop.section, given, None)
        if not still_open(items, given):
            hand_in(member, stop.section)

    story.then(who, day, "12:40", step)


def _given(items: list[Item], answers: tuple[str, ...], level: int | None) -> dict[UUID, Said]:
    """Words to the questions in their order; the rest by whoever has words for all of them."""
    questions = [item for item in items if item.kind == "question"]
    given = {item.id: Said(from_plain(words)) for item, words in zip(questions, answers, strict=False)}
    if level is None:
        return given
    for item in items:
        if item.kind == "rating" and not is_mentors(item):
            given[item.id] = Said(level=level)
        elif item.kind == "step":
            given[item.id] = Said(chosen=("observed", "did"))
        elif item.kind != "question":
            given.setdefault(item.id, Said(chosen=tuple(item.asks.get("right", ())[:1])))
    return given


def _responds(story: Story, mentor: str, mentee: str, day: int, words: str, done: bool) -> None:
    def step(member: Member) -> None:
        of_id = story.enrolment(mentee)
        section = _first(member, "assessment").section
        work, items = work_for(member, section.id, of_id), items_of(section)
        assert work.latest, f"{mentee} has handed nothing in"
        levels = {}
        if done:
            for item in items:
                if item.kind == "step":
                    sign(member, step_for(member, item.id, of_id), signed=True)
            levels = {item.id: Said(level=3) for item in items if is_mentors(item)}
        respond(member, work, Response(from_plain(words), done, levels), work.latest.version)

    story.then(mentor, day, "17:10", step)


def _first(member: Member, kind: str) -> Stop:
    return next(stop for stop in path_of(member, course_here(member)) if stop.section.kind == kind)
