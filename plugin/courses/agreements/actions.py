"""What can happen to agreements: begun, worded, signed, and hopes written."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import exists, select, update

from plugin import clock
from plugin.courses.agreements.models import Agreement, Hope, Signature, Terms
from plugin.courses.agreements.parties import Whose, own
from plugin.courses.agreements.seen import Seen
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db, insert_into, new_id
from plugin.errors import Conflict, Invalid, NotHere
from plugin.member import Member

WORDS = ("purpose", "roles", "confidentiality", "ending")
NUMBERS = ("cadence_days", "minutes", "hours", "reply_days")
FIELDS = (*WORDS, *NUMBERS, "channels")


def begin(member: Member, course: Course, asked: str) -> Agreement:
    """The agreement of a pair, a group or a mentee in a group, made as it is first wanted. Asked twice, it is one.

    Raises NotHere where `asked` is none of the member's own.
    """
    of: Whose | None = next((one for one in own(member) if str(one) == asked), None)
    if of is None:
        raise NotHere()
    ids = {"group_id": of.group_id, "mentee_id": of.mentee_id, "mentor_id": of.mentor_id}
    db.session.execute(
        insert_into(Agreement)
        .values(id=new_id(), course_id=course.id, begun_at=clock.now(), version=0, **ids)
        .on_conflict_do_nothing()
    )
    return db.session.scalars(select(Agreement).filter_by(**ids)).one()


def write_terms(member: Member, seen: Seen, version: int | None, **said: Any) -> Terms:
    """A new version of the terms, whole; everybody's signature is asked for again. The same words once more are none.

    Raises Conflict where somebody wrote one since `version` was read.
    """
    agreement = seen.agreement
    if seen.terms is not None and version == agreement.version and not _differs(seen.terms, said):
        return seen.terms
    moved = db.session.execute(
        update(Agreement)
        .where(Agreement.id == agreement.id, Agreement.version == version)
        .values(version=Agreement.version + 1)
        .returning(Agreement.version),
        execution_options=QUIET,
    ).scalar()
    db.session.refresh(agreement)
    if moved is None:
        theirs = {name: now for name, now in _stands(agreement).items() if now != said[name]}
        told = {name: "" if now is None else now for name, now in theirs.items()}
        raise Conflict(told, agreement.version)
    terms = Terms(agreement_id=agreement.id, number=moved, by_id=member.enrolment_id, at=clock.now(), **said)
    db.session.add(terms)
    db.session.flush()
    return terms


def sign(member: Member, seen: Seen, number: int | None) -> None:
    """Sign the version that was read. Signed twice, it is once. Raises Invalid where there is none, or another by now."""
    if number is None or not seen.agreement.version:
        raise Invalid(_("There is nothing to sign yet: first write what you agree on."))
    now = exists().where(Agreement.id == seen.agreement.id, Agreement.version == number)
    if not db.session.scalar(select(now)):
        raise Invalid(_("It was changed meanwhile. Please read what stands there now, and sign that."))
    db.session.execute(
        insert_into(Signature)
        .values(id=new_id(), agreement_id=seen.agreement.id, number=number, enrolment_id=member.enrolment_id)
        .values(at=clock.now())
        .on_conflict_do_nothing(index_elements=["agreement_id", "number", "enrolment_id"])
    )


def hope(member: Member, seen: Seen, words: Markup) -> None:
    """Give what one hopes for, or put it right as long as nobody else has given theirs.

    Raises Invalid afterwards: the others may have read it.
    """
    # The row is held from here to the commit: of two who give theirs at once, the second finds the first.
    held = update(Agreement).where(Agreement.id == seen.agreement.id).values(version=Agreement.version)
    db.session.execute(held, execution_options=QUIET)
    others = exists().where(Hope.agreement_id == seen.agreement.id, Hope.enrolment_id != member.enrolment_id)
    if seen.mine is not None and db.session.scalar(select(others)):
        raise Invalid(_("Others have given theirs meanwhile and read yours, so it stays as it was."), "words")
    kept = insert_into(Hope).values(
        id=new_id(),
        agreement_id=seen.agreement.id,
        enrolment_id=member.enrolment_id,
        words=words,
        at=clock.now(),
    )
    db.session.execute(
        kept.on_conflict_do_update(
            index_elements=["agreement_id", "enrolment_id"],
            set_={"words": kept.excluded.words, "at": kept.excluded.at},
        )
    )


def _differs(terms: Terms, said: dict[str, Any]) -> bool:
    return any(getattr(terms, name) != said[name] for name in FIELDS)


def _stands(agreement: Agreement) -> dict[str, Any]:
    wanted = select(Terms).where(Terms.agreement_id == agreement.id, Terms.number == agreement.version)
    terms = db.session.scalars(wanted).one()
    return {name: getattr(terms, name) for name in FIELDS}
