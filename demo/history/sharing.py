"""What people pass on: resources in their sections, what is said on them and on their own, replies within replies."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from demo.history.goals import GOALS
from demo.history.resources import BESIDE_THE_PROGRAMME, RESOURCES
from demo.history.said import Post, Resource
from demo.history.story import Step, Story
from demo.history.threads import FIRST_WEEKS
from demo.history.topics import ALONE, FLAGGED, ON_A_GOAL, TOPICS, Topic
from plugin.courses.goals.queries import goal_for
from plugin.courses.outline.queries import Stop, course_here, path_of
from plugin.courses.resources.actions import Content, add_resource
from plugin.courses.resources.models import Resource as Shown
from plugin.courses.resources.queries import resource_for, resources_of
from plugin.discussions import actions as discussions
from plugin.discussions.anchors import anchor_of
from plugin.discussions.care.flags import flag
from plugin.discussions.models import Post as Said
from plugin.discussions.queries import post_for
from plugin.discussions.reading.actions import seen_all
from plugin.discussions.topics.actions import between, bring_up
from plugin.member import Member
from plugin.text import clean


def share(story: Story) -> None:
    for resource in RESOURCES:
        _add(story, resource)
        for post in resource.posts:
            _start(story, post, partial(_shared, story, resource))
    for title, posts in BESIDE_THE_PROGRAMME.items():
        for post in posts:
            _start(story, post, partial(_of_programme, title=title))


def talk(story: Story) -> None:
    """What stands beside nothing that somebody added: topics, a goal, and what two have to themselves."""
    for topic in TOPICS:
        _bring_up(story, topic)
    _start(story, ON_A_GOAL, partial(_goal, story))
    for begun, answered in ALONE:
        _turn(story, begun, answered)
    _flag(story, FIRST_WEEKS[0])


def _bring_up(story: Story, topic: Topic) -> None:
    def begin(member: Member) -> object:
        group_id = story.made["group", topic.group] if topic.group else None
        return bring_up(member, course_here(member), topic.title, group_id)

    _start(story, topic.post, begin)


def _turn(story: Story, begun: Post, answered: Post) -> None:
    def begin(member: Member) -> object:
        return between(member, course_here(member).id, story.enrolment(answered.author))

    _start(story, begun, begin)
    story.then(answered.author, answered.day, answered.time, _reply(story, begun, answered))


def _flag(story: Story, post: Post) -> None:
    who, day, time, reason, words = FLAGGED

    def step(member: Member) -> None:
        flag(member, post_for(member, story.made[post]), reason, words)

    story.then(who, day, time, step)


def _goal(story: Story, member: Member) -> object:
    return goal_for(member, story.made[GOALS[0]])


def _shared(story: Story, resource: Resource, member: Member) -> Shown:
    return resource_for(member, story.made[resource])


def _of_programme(member: Member, title: str) -> Shown:
    """A page that came with the programme, by its title."""
    path = path_of(member, course_here(member))
    return next(page for stop in path for page in resources_of(stop.section) if page.title == title)


def _add(story: Story, resource: Resource) -> None:
    content = Content(
        kind="link" if resource.url else "page",
        title=resource.title,
        url=resource.url,
        words=clean(resource.words),
        minutes=resource.minutes,
        why=resource.why,
    )

    def step(member: Member) -> None:
        section = nth_of(path_of(member, course_here(member)), *resource.section).section
        story.made[resource] = add_resource(section, content, by=member).id

    story.then(resource.by, resource.day, "11:30", step)


def nth_of(path: list[Stop], kind: str, nth: int) -> Stop:
    """The nth section of that kind; the last of the kind where the programme has fewer, the first of all else."""
    alike = [stop for stop in path if stop.section.kind == kind]
    return alike[min(nth, len(alike)) - 1] if alike else path[0]


def _start(story: Story, post: Post, beside: Callable[[Member], object]) -> None:
    def step(member: Member) -> None:
        said = discussions.start_post(member, anchor_of(beside(member)), clean(post.words), asks=post.asks)
        story.made[post] = _read_too(member, said)

    said = story.then(post.author, post.day, post.time, step)
    _replies(story, post, said)


def _replies(story: Story, answered: Post, at: datetime) -> None:
    for post in answered.replies:
        said = story.then(post.author, post.day, post.time, _reply(story, answered, post), after=at)
        _replies(story, post, said)


def _reply(story: Story, answered: Post, post: Post) -> Step:
    def step(member: Member) -> None:
        there = post_for(member, story.made[answered])
        story.made[post] = _read_too(member, discussions.reply(member, there, clean(post.words)))

    return step


def _read_too(member: Member, post: Said) -> UUID:
    """Whoever writes comes back to the page with what they wrote, and has read up to there."""
    if member.enrolment_id:
        seen_all(post.thread_id, member.enrolment_id, post.number)
    return post.id
