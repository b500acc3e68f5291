"""The programmes that come with Tandem can be used, and a broken one says what is wrong with it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin import text
from plugin.courses.outline import programmes as room
from plugin.courses.outline.models import KINDS
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.programme import Programme, Resource
from plugin.courses.outline.programme_lines import Faulty
from plugin.courses.outline.programme_reading import read_text
from plugin.settings import config_folder
from tests.harness.effort import scaled

OURS = sorted((config_folder() / "programmes").glob("*.yaml"))
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|guys|chairman|manpower)\b", re.IGNORECASE)


def pages(programme: Programme) -> list[Resource]:
    return [resource for section in programme.sections for resource in section.resources]


def test_the_four_programmes_are_there_by_title():
    keys = {programme.key for programme in room.programmes()}

    assert {"leadership", "new-starter", "customer-service-advocate", "group-mentoring"} <= keys
    assert [each.title for each in room.programmes()] == sorted(each.title for each in room.programmes())


def test_a_programme_is_found_by_its_key_and_read_once():
    assert room.programme("leadership") is room.programme("leadership")
    with pytest.raises(KeyError):
        room.programme("../default")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_has_every_kind_of_section_in_the_order_of_its_days(file: Path):
    programme = room.read(file)
    days = [section.opens_day for section in programme.sections if section.opens_day is not None]

    assert {section.kind for section in programme.sections} >= set(KINDS) - {"text"}
    assert days == sorted(days)
    assert len(programme.agreement) >= 5
    assert all(section.text and section.purpose for section in programme.sections)
    assert all(s.questions or s.items for s in programme.sections if s.kind in ANSWERED)
    assert programme.for_whom
    assert programme.summary


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_has_pages_that_can_be_read_in_the_minutes_they_say(file: Path):
    found = [page for page in pages(room.read(file)) if page.kind == "page"]

    assert len(found) >= 3
    for page in found:
        words = len(str(page.text).split())
        assert 150 <= words <= 350, page.title
        assert timedelta(minutes=page.minutes or 0) >= timedelta(minutes=words / 150), page.title


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_speaks_as_the_product_does(file: Path):
    words = file.read_text(encoding="utf-8")

    assert not GENDERED.findall(words)
    assert "!" not in words


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_text_keeps_its_paragraphs_and_lists_when_it_is_copied(file: Path):
    for page in pages(room.read(file)):
        kept = text.from_plain(str(page.text))
        assert kept.count("<p>") + kept.count("<ul>") == str(page.text).strip().count("\n\n") + 1, page.title
        assert "<p>- " not in kept, page.title


def test_the_new_starter_stops_on_the_days_that_were_asked_for():
    assert [section.opens_day for section in room.programme("new-starter").sections] == [1, 7, 30, 60, 90]


SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab: -\n", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "kind", "sections", "resources", "questions", "text"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=scaled(2_000), deadline=None)
@given(scrap=SCRAPS)
def test_nothing_that_can_be_written_breaks_the_reading_itself(scrap):
    with pytest.raises(Faulty):
        read_text(yaml.safe_dump(scrap), "scrap")
