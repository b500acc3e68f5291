"""Words are folded so that people find them however they write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.search import LONGEST, MOST, fold, is_found, terms


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Rückmeldung geben", "ruckmeldung geben"),
        ("ÉTÉ, déjà-vu!", "ete deja vu"),
        ("Straße", "strasse"),
        ("Łódź och Malmö, København", "lodz och malmo kobenhavn"),
        ("İstanbul ışık", "istanbul isik"),
        ("ﬁnance ２０２６", "finance 2026"),
        ("مُحَمَّد مـــرحبا", "محمد مرحبا"),
        ("学习计划 plan", "学 习 计 划 plan"),
        ("snake_case and e-mail@example.org", "snake case and e mail example org"),
        ("' \" & | * ( ) : - NEAR", "near"),
        ("", ""),
    ],
)
def test_words_are_folded(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_and_leaves_nothing_that_a_query_could_read(written):
    folded = fold(written)

    assert fold(folded) == folded
    assert all(letter.isalnum() or letter == " " for letter in folded)
    assert all(len(word) <= LONGEST for word in folded.split(" "))


@given(st.text(max_size=60))
def test_composed_or_not_it_is_the_same(written):
    assert fold(unicodedata.normalize("NFC", written)) == fold(unicodedata.normalize("NFD", written))


def test_so_many_words_are_looked_for_each_once():
    assert terms("a a A " + " ".join(f"w{n}" for n in range(20))) == (
        "a",
        *(f"w{n}" for n in range(MOST - 1)),
    )


@pytest.mark.parametrize(
    ("written", "asked", "found"),
    [
        ("Feedback,", "feed", True),
        ("(Rückmeldungen)", "rückmeldung", True),
        ("unfeed", "feed", False),
        ("abc", "a", False),
        ("a", "a", True),
        ("计划", "划", True),
    ],
)
def test_the_beginning_of_a_word_finds_it(written, asked, found):
    assert is_found(written, terms(asked)) is found
