"""Every table says whose it is, what erasing a person does to it and what of it a person takes along."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Table

from plugin.database import db
from tests.harness.house import every_model

every_model()
TABLES = list(db.metadata.sorted_tables)
# What refers to somebody, also through a row of theirs.
ABOUT_PEOPLE = {"person", "enrolment"}


def known_as(table: Table) -> str:
    return table.name


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_a_table_walks_to_its_company(table):
    path = table.info["company"]

    if path == "":
        assert not about_people(table), "what is about people belongs to a company"
    else:
        assert walked(table, path) == "company"


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_a_table_says_what_erasure_does_to_it(table):
    said = table.info["erase"]

    assert set(said) == about_people(table)
    for column, fate in said.items():
        assert fate in {"delete", "blank", "unname"} or reasoned(fate, "keep"), f"{column}: {fate}"


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_a_table_says_what_a_person_takes_along(table):
    said = table.info["export"]

    assert set(said) == about_people(table)
    for column, fate in said.items():
        assert fate == "theirs" or reasoned(fate, "no"), f"{column}: {fate}"


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_blanked_columns_can_be_empty(table):
    blanked = [name for name, fate in table.info["erase"].items() if fate in {"blank", "unname"}]

    assert all(table.c[name].nullable for name in blanked)


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_deleting_what_a_row_hangs_on_is_decided_in_the_database(table):
    undecided = [key.parent.name for key in table.foreign_keys if key.ondelete is None]

    assert not undecided, "ondelete: CASCADE, SET NULL or RESTRICT"


@pytest.mark.parametrize("table", TABLES, ids=known_as)
def test_what_is_followed_backwards_has_an_index(table):
    """Without one, deleting a row above reads the whole table below."""
    first = {next(iter(index.columns)).name for index in table.indexes}
    first |= {
        next(iter(unique.columns)).name for unique in table.constraints if len(getattr(unique, "columns", []))
    }
    plain = {key.parent.name for key in table.foreign_keys} - {column.name for column in table.primary_key}

    assert plain <= first


def reasoned(fate: str, word: str) -> bool:
    """Whether it is `word: because ...`."""
    kind, colon, reason = fate.partition(":")
    return kind == word and bool(colon) and len(reason.split()) >= 2


def about_people(table: Table) -> set[str]:
    """The columns that refer to somebody; for the person itself, its id."""
    pointing = {key.parent.name for key in table.foreign_keys if key.column.table.name in ABOUT_PEOPLE}
    return pointing | ({"id"} if table.name == "person" else set())


def walked(table: Table, path: str) -> str:
    """The table that a dotted path of foreign keys ends in; 'id' stays where it is."""
    for step in path.split("."):
        column: Column[object] = table.c[step]
        if step != "id":
            (key,) = column.foreign_keys
            table = key.column.table
            assert not column.nullable or table.name == "company", (
                f"{step} may be empty: then it leads nowhere"
            )
    return table.name
