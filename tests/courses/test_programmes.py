"""The programmes that come with Tandem can be used, and a broken one says what is wrong with it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from plugin import text
from plugin.courses.outline import programmes as room
from plugin.courses.outline.models import KINDS
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.programme import Programme, Resource
from plugin.settings import SettingsError, config_folder

OURS = sorted((config_folder() / "programmes").glob("*.yaml"))
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|guys|chairman|manpower)\b", re.IGNORECASE)
WHOLE = """\
title: Small
for_whom: Anybody.
summary: One section.
cadence_days: 14
agreement:
  - We meet.
sections:
  - kind: session
    title: Meet
    purpose: To meet.
    resources:
      - kind: page
        title: A page
        why: Because.
        text: Words.
"""


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


def test_a_small_programme_is_enough(write):
    programme = write(WHOLE)

    assert (programme.key, programme.cadence_days) == ("small", 14)
    assert programme.sections[0].resources[0].text == "Words."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Small", "name: Small", "line 1: title: this is missing"),
        ("title: Small", "title: Small\nkey: x", "line 2: key: no such line is known here"),
        ("title: Small", "title: ' '", "line 1: title: this is one line, with words in it"),
        ("title: Small", "title: 7", "line 1: title: this needs words"),
        ("cadence_days: 14", "cadence_days: fourteen", "line 4: cadence_days: this needs a whole number"),
        ("cadence_days: 14", "cadence_days: yes", "line 4: cadence_days: this needs a whole number"),
        ("cadence_days: 14", "cadence_days: 0", "line 4: cadence_days: this goes from 1 to 365"),
        ("cadence_days: 14", "cadence_days: 14\nanonymous: 1", "line 5: anonymous: this is true or false"),
        ("  - We meet.", "  words", "line 5: agreement: this needs a list"),
        ("kind: session", "kind: seance", "line 8: sections 1 kind: this is one of: goal-setting, session"),
        ("    purpose: To meet.", "    purpose:", "line 10: sections 1 purpose: nothing stands here"),
        ("    purpose: To meet.", "    opens_day: -1", "line 10: sections 1 opens_day: this goes from 0"),
        (
            "    purpose: To meet.",
            "    opens_after: X",
            "line 10: sections 1 opens_after: there is no section",
        ),
        (
            "    purpose: To meet.",
            "    opens_after: Meet",
            "line 10: sections 1 opens_after: it would wait for",
        ),
        (
            "    purpose: To meet.",
            "    items: [{kind: step, text: Do}]",
            "line 10: sections 1 items: an assess",
        ),
        (
            "    purpose: To meet.",
            "    html: x\n    text: y",
            "line 10: sections 1 html: there is 'text' already",
        ),
        ("kind: page", "kind: link", "line 12: sections 1 resources 1 url: a link needs this"),
        (
            "text: Words.",
            "url: https://good.example/",
            "line 15: sections 1 resources 1 url: a page has no such",
        ),
        ("text: Words.", "text: ' '", "line 15: sections 1 resources 1 text: a page needs its words"),
        ("text: Words.", "url: javascript:alert(1)", "line 15: sections 1 resources 1 url: this is a web"),
        ("text: Words.", "url: https://a@b.example/", "line 15: sections 1 resources 1 url: this is a web"),
        (
            "text: Words.",
            "html: '" + "<div>" * 70 + "'",
            "line 15: sections 1 resources 1 html: This text has too",
        ),
        (WHOLE, "", "line 1: this needs lines of its own"),
        (WHOLE, "- a list", "line 1: this needs lines of its own"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(old: str, new: str, fault: str, write):
    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace(old, new, 1))

    assert str(stopped.value).startswith("config/programmes/small.yaml cannot be used: ")
    assert fault in str(stopped.value)


def test_every_fault_is_told_in_the_order_of_the_lines(write):
    section = "  - kind: session\n    title: Meet\n    opens_day: x\n    bogus: 1\n"

    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace("cadence_days: 14", "cadence_days: 0") + section)

    told = re.findall(r"line (\d+): ([\w ]+):", str(stopped.value))
    assert told == [
        ("4", "cadence_days"),
        ("17", "sections 2 title"),
        ("18", "sections 2 opens_day"),
        ("19", "sections 2 bogus"),
    ]


def test_sections_that_wait_for_each_other_never_begin(write):
    second = "  - kind: text\n    title: Second\n    opens_after: Meet\n"

    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace("    purpose: To meet.", "    opens_after: Second") + second)

    assert str(stopped.value).count("it would wait for itself") == 2
