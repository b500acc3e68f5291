"""What each further score costs, and what picking costs with many things to pick from."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from plugin.courses.grades.delivery import deliver
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource
from plugin.database import transaction
from plugin.home.picking.queries import offer_to
from plugin.lti.deep_links.schemas import LINK, DeepLinkRequest
from tests.bench.apps import bench_app, own_public_key
from tests.bench.figures import Figure, equal
from tests.factories import a_course, a_lead, a_mentee, a_section, again
from tests.factories.grades import a_column, done_with_one
from tests.factories.places import kept
from tests.fakes.gradebook import Gradebook
from tests.fakes.memberships import Site, served
from tests.fakes.rosters import a_listed_course
from tests.harness.house import closed
from tests.harness.statements import counted

FEW, SOME, MANY = 5, 25, 205  # scores of one round
CONTENTS = (10, 1000)
ASKED = DeepLinkRequest("1", "https://lms.example/picked", accepts=(LINK,), several=True, takes_columns=True)


def figures() -> Iterator[Figure]:
    """Statements for each score, and of the choice of content."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        few, some, many = (_round(Path(folder), size) for size in (FEW, SOME, MANY))
        yield equal(
            f"statements of each further score, the first {SOME - FEW} and the next {MANY - SOME}",
            (some - few) // (SOME - FEW),
            (many - some) // (MANY - SOME),
        )
        little, much = (_choice(Path(folder), size) for size in CONTENTS)
        yield equal(f"statements of picking among {CONTENTS[0]} and {CONTENTS[1]:,} contents", little, much)


def _round(folder: Path, size: int) -> int:
    """The statements of one round with so many scores, its column made and its results read."""
    app = bench_app(folder / f"scores-{size}.sqlite")
    with app.app_context(), served(Site(keys=[own_public_key()])) as site:
        book = Gradebook(site)
        with transaction():
            context = a_listed_course(app, site).context
            context.lineitems_url = book.url
            course = a_course(context)
            a_section(course)
            mentor = a_lead(course)
            mentees = [a_mentee(course, sub=f"mentee-{number}", mentor=mentor) for number in range(size)]
            a_column(again(a_lead(course)))
            done_with_one(course, *mentees)
            reckon(course.id)
            context_id = context.id
        with counted() as said:
            told = deliver(context_id)
    closed(app)
    assert told
    assert told.sent == len(book.taken) == size
    return len(said)


def _choice(folder: Path, contents: int) -> int:
    """The statements of what a lead may pick from: half of it sections, half of it resources."""
    app = bench_app(folder / f"contents-{contents}.sqlite")
    with app.app_context():
        with transaction():
            course = a_course()
            lead = a_lead(course)
            for number in range(contents // 2):
                section = kept(
                    Section(course_id=course.id, kind="resources", position=number, title=f"Section {number}")
                )
                held = {
                    "course_id": course.id,
                    "section_id": section.id,
                    "position": 1,
                    "url": "https://example.org",
                }
                kept(Resource(kind="link", title=f"Link {number}", made_at=course.made_at, **held))
        with transaction(writing=False), counted() as said:
            offered = offer_to(lead, ASKED)
            picked = sum(1 + len(section.within) for section in offered.sections)
    closed(app)
    assert picked == contents
    return len(said)
