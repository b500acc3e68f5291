"""How it begins: people come, the course is opened, groups and pairs are made, goals are written."""

from functools import partial

from demo.history import groups
from demo.history.arrivals import launch
from demo.history.goals import GOALS
from demo.history.said import Goal, Milestone
from demo.history.story import Story
from demo.lms.school import Account
from demo.people import NEVER_HERE
from plugin.courses.goals import actions as goals
from plugin.courses.goals.milestones import actions as milestones
from plugin.courses.goals.queries import goal_for, milestone_for
from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.journey.actions import open_course
from plugin.courses.outline.queries import course_here
from plugin.groups import actions as grouping
from plugin.member import Member
from plugin.people import actions as people
from plugin.people.queries import own_person
from plugin.text import from_plain

PROGRAMME = "leadership"
SILENT = "tomasz"
FIRST, LATE = -70, {"oluwaseun": -5}


def arrive(story: Story) -> None:
    """All but the newest launch once. All but the silent one say where they live; the shy one chooses a name."""
    come = [account for account in story.world.accounts if account.key not in NEVER_HERE]
    for nth, account in enumerate(come):
        day = LATE.get(account.key, FIRST if nth == 0 else FIRST + 1 + nth % 2)
        came = story.moment(account.key, day, "09:00")
        story.plan(came, partial(launch, story.app, story.world, account.key, story.course))
        if account.key != SILENT:
            _describe_themselves(story, account, day)


def _describe_themselves(story: Story, account: Account, day: int) -> None:
    shown = "" if account.person.shares_name else account.person.given

    def step(member: Member) -> None:
        version = own_person(member).version
        people.describe_myself(
            member, version, shown_name=shown, locale="", zone=account.zone, theme="light", mail="daily"
        )

    story.then(account.key, day, "09:10", step)


def set_up(story: Story) -> None:
    """The lead opens the course from a programme, makes the groups when people have come, and the pairs."""
    story.then("helena", FIRST, "10:00", lambda lead: open_course(lead, PROGRAMME, story.course.title))
    for name, (mentors, mentees) in groups.GROUPS.items():
        _make_group(story, name)
        for who in mentors:
            _place(story, name, who, "mentor")
        for who in mentees:
            _place(story, name, who, "mentee")
    for mentor, mentee in groups.PAIRS:
        _pair(story, mentor, mentee)


def _make_group(story: Story, name: str) -> None:
    def step(lead: Member) -> None:
        story.made["group", name] = grouping.make_group(lead, name).id

    story.then("helena", FIRST + 3, "10:00", step)


def _place(story: Story, name: str, who: str, part: str) -> None:
    def step(lead: Member) -> None:
        grouping.place(lead, story.group(name), story.enrolment(who), part)

    story.then("helena", LATE.get(who, FIRST + 3), "10:20", step)


def _pair(story: Story, mentor: str, mentee: str) -> None:
    def step(lead: Member) -> None:
        grouping.make_pair(lead, story.enrolment(mentor), story.enrolment(mentee))

    story.then("helena", FIRST + 3, "11:00", step)


def write_goals(story: Story) -> None:
    for goal in GOALS:
        _write(story, goal)
        for nth, milestone in enumerate(goal.milestones):
            if nth:
                _add(story, goal, milestone, nth)
            if milestone.done is not None:
                _finish(story, goal, milestone)
        if goal.ended:
            _settle(story, goal)


def _write(story: Story, goal: Goal) -> None:
    first = goal.milestones[0]

    def step(member: Member) -> None:
        written = goals.write_goal(
            member,
            course_here(member),
            title=goal.title,
            problem=from_plain(goal.problem),
            outcome=from_plain(goal.outcome),
            toward=goal.toward,
            toward_what=goal.toward_what,
            milestone=first.what,
            milestone_due=story.day(first.due),
            milestone_done_when=first.done_when,
        )
        story.made[goal] = written.id
        story.made[first] = written.milestones[0].id

    story.then(goal.owner, goal.day, "15:50", step)


def _add(story: Story, goal: Goal, milestone: Milestone, nth: int) -> None:
    def step(member: Member) -> None:
        added = milestones.add_milestone(
            member,
            goal_for(member, story.made[goal]),
            what=milestone.what,
            due=story.day(milestone.due),
            done_when=milestone.done_when,
        )
        story.made[milestone] = added.id

    story.then(goal.owner, goal.day, f"16:{9 * nth:02}", step)  # one after the other, however late they are


def _finish(story: Story, goal: Goal, milestone: Milestone) -> None:
    assert milestone.done is not None

    def step(member: Member) -> None:
        milestones.finish_milestone(member, milestone_for(member, story.made[milestone]))

    story.then(goal.owner, milestone.done, "17:30", step)


def _settle(story: Story, goal: Goal) -> None:
    assert goal.ended is not None
    state, day, why = goal.ended

    def step(member: Member) -> None:
        move_goal(member, goal_for(member, story.made[goal]), state, why)

    story.then(goal.owner, day, "17:45", step)
