"""What they promised each other: a group, a mentee in it, and the pair; with hopes, signatures and one that is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.history.story import Story
from plugin.courses.agreements import actions
from plugin.courses.agreements.parties import own
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.outline.queries import course_here
from plugin.member import Member
from plugin.text import from_plain


@dataclass(frozen=True)
class Agreed:
    """`writer` words it on `day`; then each of `signs` signs it on a day of theirs. `of` is whose: a pair's, a group's,
    or the writer's own in their group."""

    of: str
    writer: str
    day: int
    terms: dict[str, Any]
    signs: tuple[tuple[str, int], ...]
    hopes: tuple[tuple[str, int, str], ...] = field(default=())


AGREED = (
    Agreed(
        "group",
        "amara",
        -52,
        {
            "purpose": "That nobody in day shift learns to lead alone, and that we laugh at least once each time.",
            "roles": "- Everybody brings one real case, not an example.\n- Questions before advice.\n"
            "- Amara keeps the time, and talks least.",
            "cadence_days": 14,
            "minutes": 60,
            "hours": None,
            "channels": "The group's talk here; the telephone only when a truck stands",
            "reply_days": 2,
            "confidentiality": "What is said here stays here, names first of all.",
            "ending": "After twelve sessions we look back, and whoever has enough says so.",
        },
        (
            ("amara", -52),
            ("fatima", -52),
            ("kwame", -51),
            ("jonas", -50),
            ("mei-ling", -52),
            ("sofia", -49),
            ("rahul", -51),
        ),
    ),
    Agreed(
        "mentee",
        "fatima",
        -51,
        {
            "purpose": "That I say hard things within two days, and leave the roster to Yassine.",
            "roles": "- Fatima brings the agenda and one moment of the week.\n"
            "- Amara asks more than she tells, and tells her own story when it helps.",
            "cadence_days": 14,
            "minutes": 45,
            "hours": 2,
            "channels": "Here, or a call on Thursdays after the shift",
            "reply_days": 3,
            "confidentiality": "What is said about people in the team stays between us.",
            "ending": "We ask each other after 30 days whether it still suits us. Neither of us owes a reason.",
        },
        (("fatima", -51), ("amara", -50)),
        (
            ("fatima", -53, "That I stop rehearsing talks in the shower and have them."),
            ("amara", -52, "To learn how she sees the team that I left. And to listen longer than I like."),
        ),
    ),
    Agreed(
        "pair",
        "ravi",
        -40,
        {
            "purpose": "To give Amara somebody to think with, who does not need anything from her.",
            "roles": "Amara says what is on her mind. Ravi says what he hears.",
            "cadence_days": 30,
            "minutes": 60,
            "hours": 1,
            "channels": "On foot, around the yard",
            "reply_days": 7,
            "confidentiality": "",
            "ending": "When one of us forgets to ask for the next walk.",
        },
        (("ravi", -40),),
    ),
)


def agree(story: Story) -> None:
    """Hopes first, each alone; then the words, then the signatures."""
    for agreed in AGREED:
        for who, day, words in agreed.hopes:
            _hope(story, agreed, who, day, words)
        worded = _word(story, agreed)
        for who, day in agreed.signs:
            _sign(story, agreed, who, day, worded)


def _hope(story: Story, agreed: Agreed, who: str, day: int, words: str) -> None:
    def step(member: Member) -> None:
        actions.hope(member, agreement_for(member, _begun(story, agreed, member)), from_plain(words))

    story.then(who, day, "19:00", step)


def _word(story: Story, agreed: Agreed) -> datetime:
    kept = {name: from_plain(agreed.terms[name]) for name in actions.WORDS}

    def step(member: Member) -> None:
        seen = agreement_for(member, _begun(story, agreed, member))
        actions.write_terms(member, seen, seen.agreement.version, **{**agreed.terms, **kept})

    return story.then(agreed.writer, agreed.day, "15:10", step)


def _sign(story: Story, agreed: Agreed, who: str, day: int, worded: datetime) -> None:
    def step(member: Member) -> None:
        actions.sign(member, agreement_for(member, story.made["agreement", agreed.of]), 1)

    story.then(who, day, "19:30", step, after=worded)


def _begun(story: Story, agreed: Agreed, member: Member) -> Any:
    if ("agreement", agreed.of) not in story.made:
        mine = next(one for one in own(member) if one.kind == agreed.of and _is_meant(agreed, one, member))
        story.made["agreement", agreed.of] = actions.begin(member, course_here(member), str(mine)).id
    return story.made["agreement", agreed.of]


def _is_meant(agreed: Agreed, one: Any, member: Member) -> bool:
    return agreed.of != "mentee" or one.mentee_id == member.enrolment_id
