"""Companies, platforms, LMS courses, and the mentoring courses that live in them."""

from __future__ import annotations

from itertools import count
from typing import Any, TypeVar

from plugin import clock
from plugin.courses.assessments.actions import ask
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.progress import settle
from plugin.database import Table, db
from plugin.lti.models import Company, Context, Deployment, Platform

Row = TypeVar("Row", bound=Table)
numbers = count(1)


def kept(row: Row) -> Row:
    """Write a row in the test's own session and give it back."""
    db.session.add(row)
    db.session.flush()
    return row


def a_company(name: str = "Northwind") -> Company:
    return kept(Company(name=name, made_at=clock.now()))


def a_platform(**said: Any) -> Platform:
    """An LMS registration with an issuer of its own."""
    issuer = said.pop("issuer", f"https://lms{next(numbers)}.example")
    addresses = {name: f"{issuer}/{name}" for name in ("auth_login_url", "auth_token_url", "key_set_url")}
    made = {
        "issuer": issuer,
        "client_id": "tandem",
        "name": "An LMS",
        "made_at": clock.now(),
        **addresses,
        **said,
    }
    return kept(Platform(**made))


def a_deployment(platform: Platform, company: Company, lms_id: str = "1") -> Deployment:
    """An approved one."""
    return kept(
        Deployment(
            platform_id=platform.id,
            company_id=company.id,
            lms_id=lms_id,
            state="approved",
            seen_at=clock.now(),
        )
    )


def a_context(
    company: Company | None = None, platform: Platform | None = None, title: str = "Leading teams"
) -> Context:
    """An LMS course without a mentoring course in it yet."""
    company = company or a_company()
    platform = platform or a_platform()
    lms_id = f"course-{next(numbers)}"
    return kept(
        Context(
            company_id=company.id, platform_id=platform.id, lms_id=lms_id, title=title, made_at=clock.now()
        )
    )


def a_course(context: Context | None = None, *, opened: bool = True, **said: Any) -> Course:
    """A mentoring course, open unless said otherwise, with no section yet."""
    context = context or a_context()
    made = {
        "title": "Leading teams",
        "programme": "leadership",
        "cadence_days": 14,
        "made_at": clock.now(),
        **said,
    }
    return kept(
        Course(
            company_id=context.company_id,
            context_id=context.id,
            opened_at=clock.now() if opened else None,
            **made,
        )
    )


def a_section(course: Course, kind: str = "resources", **said: Any) -> Section:
    """The next section of an outline."""
    made = {"position": next(numbers), "title": "Things worth reading", **said}
    asked = made.pop("questions", ()) if kind in ANSWERED else ()
    section = kept(Section(course_id=course.id, kind=kind, **made))
    ask(section, asked)
    settle(course.context_id, sections=[section.id])
    return section
