"""How they walk the outline: they say what they have read, and answer what it asks."""

from demo.history.progress import HALFWAY, READ
from demo.history.story import Story
from plugin.courses.assessments.actions import hand_in, keep_answers
from plugin.courses.assessments.policy import can_answer
from plugin.courses.assessments.queries import items_of
from plugin.courses.assessments.record import Said, still_open
from plugin.courses.outline.policy import can_finish
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import Stop, course_here, path_of
from plugin.member import Member
from plugin.text import from_plain


def walk(story: Story) -> None:
    for who, day in READ.items():
        story.then(who, day, "12:30", _has_read)
    for who, (day, answers) in HALFWAY.items():
        _answers(story, who, day, answers)


def _has_read(member: Member) -> None:
    stop = _first(member, "resources")
    assert can_finish(member, stop), f"{member.name} cannot be done with it yet"
    assert member.enrolment_id is not None
    mark_done(member.enrolment_id, stop.section)


def _answers(story: Story, who: str, day: int, answers: tuple[str, ...]) -> None:
    def step(member: Member) -> None:
        stop = _first(member, "assessment")
        assert can_answer(member, stop), f"{member.name} cannot answer yet"
        items = items_of(stop.section)
        said = [*answers, *[""] * (len(items) - len(answers))]
        given = {item.id: Said(from_plain(words)) for item, words in zip(items, said, strict=True)}
        keep_answers(member, stop.section, given, None)
        if not still_open(items, given):
            hand_in(member, stop.section)

    story.then(who, day, "12:40", step)


def _first(member: Member, kind: str) -> Stop:
    return next(stop for stop in path_of(member, course_here(member)) if stop.section.kind == kind)
