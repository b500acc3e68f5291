"""What is said in the catalogues: everything, with its placeholders, in every form; and how pages then speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask_babel import force_locale, ngettext

from plugin.dates import day
from plugin.languages import LANGUAGES, SOURCE, nearest
from tests.factories import a_course, a_mentee, a_mentor, a_pair, a_section
from tests.factories.visits import visit_as

ROOT = Path(__file__).parents[1]
SPOKEN = sorted(set(LANGUAGES) - {SOURCE})
# as in the Makefile
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SPELT = {"ar": 3, "de": 1}  # so many plural forms stand for one number each, which may be spelt out
SPARED = {"%(num)s", "%(done)s"}
CHROME = ("Skip to", "Your menu", "Who sees", "Times in", "ourney", "Goals", "Sessions", "ection")


@cache
def messages() -> dict[str, tuple[str, ...]]:
    """Every message in code and templates, by its singular."""
    with (ROOT / "config" / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    ids = [said for _file, _line, said, _comments, _context in found]
    # of two uses, one with a plural, the plural counts: a catalogue keeps one entry
    return {all_of(said)[0]: all_of(said) for said in sorted(ids, key=lambda said: isinstance(said, tuple))}


def folder(language: str) -> Path:
    return ROOT / "plugin" / "translations" / language / "LC_MESSAGES"


@cache
def catalogue(language: str) -> Catalog:
    with (folder(language) / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each message, with its plural where it has one, and the forms of its translation."""
    for message in catalogue(language):
        if message.id:
            yield all_of(message.id), all_of(message.string or "")


def all_of(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def holes(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_german_and_arabic_are_spoken() -> None:
    assert {"ar", "de"} <= set(SPOKEN)
    assert (LANGUAGES["de"], LANGUAGES["ar"]) == ("Deutsch", "العربية")
    assert [nearest(asked) for asked in ("de_AT", "ar_EG", "tlh")] == ["de", "ar", SOURCE]


def test_no_message_is_glued_from_parts() -> None:
    assert len(messages()) > 600
    assert [said for said in messages() if said != said.strip() or not re.search(r"\w", said)] == []


@pytest.mark.parametrize("language", SPOKEN)
class TestCatalogue:
    def test_holds_every_message_and_no_other(self, language: str) -> None:
        held = {ids[0] for ids, _forms in entries(language)}
        assert sorted(set(messages()) - held) == [], "run `make translations` and translate these"
        assert sorted(held - set(messages())) == [], "run `make translations`: nobody says these any more"
        assert list(catalogue(language).obsolete) == []

    def test_is_translated_whole(self, language: str) -> None:
        assert [ids for ids, forms in entries(language) if not all(forms)] == []
        assert [message.id for message in catalogue(language) if message.fuzzy] == []

    def test_has_all_plural_forms(self, language: str) -> None:
        wanted = catalogue(language).num_plurals
        for ids, forms in entries(language):
            assert ids == messages()[ids[0]]
            assert len(forms) == (wanted if len(ids) > 1 else 1), ids

    def test_keeps_the_placeholders(self, language: str) -> None:
        for ids, forms in entries(language):
            asked = holes(ids[-1])
            few = SPELT[language] if len(ids) > 1 else 0
            assert [form for form in forms[few:] if holes(form) != asked] == [], ids
            spelt = [form for form in forms[:few] if not asked - SPARED <= holes(form) <= asked]
            assert spelt == [], ids
            assert all("%" not in PLACEHOLDER.sub("", form).replace("%%", "") for form in forms), ids

    def test_says_nothing_that_html_would_read(self, language: str) -> None:
        """Templates take a message for markup, in attributes too."""
        assert [ids for ids, forms in entries(language) if re.search('[<>&"]', "".join(forms))] == []

    def test_keeps_the_house_rules(self, language: str) -> None:
        for ids, forms in entries(language):
            for form in forms:
                assert not re.search(r"^\s|\s$|  |[!*]|\w:in\b", form), ids
                assert (form[-1:] in ".?؟:") == (ids[0][-1] in ".?:"), ids

    def test_is_compiled(self, language: str) -> None:
        compiled = BytesIO()
        write_mo(compiled, catalogue(language))
        assert (folder(language) / "messages.mo").read_bytes() == compiled.getvalue(), (
            "run `make translations`"
        )


def test_german_quotes_are_german() -> None:
    for ids, forms in entries("de"):
        for form in forms:
            assert not re.search("[”'’]", form), ids
            assert form.count("„") == form.count("“"), ids
            assert "%(day)s." not in form, f"a day ends with a full stop already: {ids}"


def test_arabic_points_are_arabic() -> None:
    for ids, forms in entries("ar"):
        for form in forms:
            assert not re.search(r"[؀-ۿ]\s*[,;?]", form), ids
            assert form.count("«") == form.count("»"), ids


def test_arabic_counts_in_six_ways(app) -> None:
    with app.test_request_context(), force_locale("ar"):
        said = [ngettext("One mentee", "%(num)s mentees", number) for number in (0, 1, 2, 7, 17, 100)]
    assert said == ["لا مسترشدين", "مسترشد واحد", "مسترشدان", "7 مسترشدين", "17 مسترشدًا", "100 مسترشد"]


@pytest.mark.parametrize(
    ("language", "this_year", "another"),
    [("de", "3. Juni", "9. Feb. 2025"), ("ar", "3 يونيو", "9 فبراير 2025")],
)
@time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC), tick=False)
def test_days_are_written_as_the_language_writes_them(app, language, this_year, another) -> None:
    with app.test_request_context(), force_locale(language):
        assert day(datetime(2026, 6, 3, 12, tzinfo=UTC)) == this_year
        assert day(datetime(2025, 2, 9, 12, tzinfo=UTC)) == another


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
@time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC), tick=False)
def test_a_journey_is_told_in_the_language_of_its_reader(client, language, direction) -> None:
    course = a_course()
    a_section(course, "session", title="α")
    a_section(course, "session", title="β", opens_day=9)
    reader = a_mentee(course, "γ", mentor=a_mentor(course, "δ"), locale=language)
    page = visit_as(client, reader).get("/course/").text
    assert re.search(rf'<html lang="{language}" dir="{direction}"', page)
    assert {"de": "öffnet am 3. Dez.", "ar": "يُفتح في 3 ديسمبر"}[language] in page
    shown = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>", " ", page, flags=re.S)
    assert [word for word in CHROME if word in shown] == []


def test_a_language_can_be_chosen_by_its_own_name(client) -> None:
    course = a_course()
    _mentor, mentee = a_pair(course)
    at = visit_as(client, mentee)
    page = at.get("/me").text
    assert all(f'<option value="{code}"' in page and name in page for code, name in LANGUAGES.items())
    fields = {"locale": "ar", "zone": "Europe/Berlin", "theme": "light", "shown_name": "", "version": "1"}
    assert at.post("/me", fields).status_code == 303
    assert '<html lang="ar" dir="rtl"' in at.get("/course/").text
