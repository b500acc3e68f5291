"""How it was handed to them: a file is brought, a hint is given, a section is made for one, and marks tell what came."""

import hashlib
import io
from collections.abc import Iterable
from functools import partial

from demo.history import handed
from demo.history.said import Came, Resource
from demo.history.sharing import nth_of
from demo.history.sheet import how_we_give_feedback
from demo.history.story import Story
from plugin.courses.outline.editing.actions import add_section
from plugin.courses.outline.editing.rules import Audience
from plugin.courses.outline.editing.told import Said
from plugin.courses.outline.policy import can_finish
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import course_here, path_of, section_for
from plugin.courses.resources.actions import Content, add_resource
from plugin.courses.resources.files.actions import About, Brought, add_file
from plugin.courses.resources.files.looking import looked_through
from plugin.courses.resources.files.storage import store
from plugin.courses.resources.policy import can_mark
from plugin.courses.resources.queries import resource_for
from plugin.courses.resources.sharing.actions import share
from plugin.courses.resources.sharing.queries import Whom
from plugin.courses.resources.uses import actions as uses
from plugin.member import Member
from plugin.text import clean


def hand(story: Story) -> None:
    story.then(handed.SHEET.by, handed.SHEET.day, "11:30", partial(_brings, story, handed.SHEET))
    _come_of(story, handed.SHEET, handed.CAME_OF_SHEET)
    by, to, day, note = handed.HINT
    story.then(by, day, "09:20", partial(_hints, story, to, note))
    _come_of(story, handed.HINTED, handed.CAME_OF_HINT)
    story.then(handed.BY, handed.WEEK_FIVE, "15:00", partial(_makes_for_one, story))
    _come_of(story, handed.BESIDE, handed.CAME_OF_BESIDE)
    story.then(handed.FOR, handed.ENDED, "12:35", partial(_is_done, story))


def _brings(story: Story, sheet: Resource, mentor: Member) -> None:
    section = nth_of(path_of(mentor, course_here(mentor)), *sheet.section).section
    about = About(sheet.title, clean(sheet.words), sheet.minutes, sheet.why)
    brought = _kept(mentor, "how-we-give-feedback.pdf", how_we_give_feedback())
    story.made[sheet] = add_file(section, about, brought, by=mentor).id


def _kept(by: Member, name: str, content: bytes) -> Brought:
    """Looked through and laid into the store, as an upload is."""
    source, digest = io.BytesIO(content), hashlib.sha256(content).hexdigest()
    media_type = looked_through(source, name)
    store().keep(by.company_id, digest, source)
    return Brought(digest, len(content), media_type, name)


def _hints(story: Story, to: str, note: str, mentor: Member) -> None:
    there = resource_for(mentor, story.made[handed.HINTED])
    share(mentor, there, Whom(with_id=story.enrolment(to)), note)


def _makes_for_one(story: Story, mentor: Member) -> None:
    course = course_here(mentor)
    after = nth_of(path_of(mentor, course), *handed.AFTER).section
    said = Said("text", handed.TITLE, handed.PURPOSE, clean(handed.WORDS))
    section = add_section(mentor, course, said, Audience(mentee_id=story.enrolment(handed.FOR)), after.id)
    story.made[handed.TITLE] = section.id
    beside = handed.BESIDE
    content = Content("page", beside.title, words=clean(beside.words), minutes=beside.minutes, why=beside.why)
    story.made[beside] = add_resource(section, content, by=mentor).id


def _is_done(story: Story, mentee: Member) -> None:
    stop = section_for(mentee, story.made[handed.TITLE])
    assert can_finish(mentee, stop), f"{mentee.name} cannot be done with it yet"
    assert mentee.enrolment_id is not None
    mark_done(mentee.enrolment_id, stop.section)


def _come_of(story: Story, resource: Resource, came: Iterable[Came]) -> None:
    for one in came:
        for day in one.opened:
            story.then(one.who, day, "12:15", partial(_opens, story, resource))
        for what, said in (("finished", one.finished), ("helped", one.helped)):
            if said is not None:
                story.then(one.who, said, "12:25", partial(_marks, story, resource, what))


def _opens(story: Story, resource: Resource, mentee: Member) -> None:
    there = resource_for(mentee, story.made[resource])
    assert mentee.enrolment_id is not None
    uses.opened(there.id, mentee.enrolment_id, mentee.zone)


def _marks(story: Story, resource: Resource, what: str, mentee: Member) -> None:
    there = resource_for(mentee, story.made[resource])
    assert can_mark(mentee, there), f"{mentee.name} cannot mark it"
    uses.mark(mentee, there, what, on=True)
