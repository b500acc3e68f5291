"""Answers from before there were hand-ins: what was finished is handed in, what was not is a draft, no word is lost."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select

from tests.architecture.sources import ROOT

FILE = next((ROOT / "migrations" / "versions").glob("*_7a31c5d20b64_*.py"))
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def step():
    """What the migration's file names, its functions and the tables that it speaks of."""
    return runpy.run_path(str(FILE))


@pytest.fixture
def bind(databases, step):
    """A database with those tables alone, without what hangs on them."""
    spoken_of = MetaData()
    for name in ("section", "section_done", "section_item", "answer", "hand_in"):
        light = next(one for one in step.values() if getattr(one, "name", "") == name)
        Table(name, spoken_of, *(Column(column.name, column.type) for column in light.c))
    engine = create_engine(databases.bare())
    with engine.begin() as connection:
        spoken_of.create_all(connection)
        yield connection
    engine.dispose()


def test_what_was_finished_is_handed_in_and_the_rest_is_a_draft(bind, step):
    section, through, half = uuid4(), uuid4(), uuid4()
    asked = {"id": section, "course_id": uuid4(), "kind": "reflection", "questions": ["One?", "Two?"]}
    bind.execute(insert(step["section"]).values(**asked, asks=0, assigned=0, done=0))
    bind.execute(insert(step["done"]).values(section_id=section, enrolment_id=through, at=MOMENT))
    for who, number in ((through, 1), (through, 0), (half, 0)):
        answer = {"section_id": section, "enrolment_id": who, "question": number}
        bind.execute(insert(step["answer"]).values(**answer, words=f"1|<p>{number} | kept</p>"))

    step["_ask"](bind)
    step["_hand_in"](bind)

    made = {row.enrolment_id: row for row in bind.execute(select(step["hand_in"]))}
    assert {who: row.state for who, row in made.items()} == {through: "done", half: "draft"}
    assert [(one["text"], one["words"]) for one in made[through].said["items"]] == [
        ("One?", "<p>0 | kept</p>"),
        ("Two?", "<p>1 | kept</p>"),
    ]
    assert len(bind.execute(select(step["answer"]).where(step["answer"].c.item_id.is_not(None))).all()) == 3
