"""What people write keeps its shape: as HTML, as plain words, and in the database."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from markupsafe import Markup

from plugin import text


def test_what_the_editor_makes_is_kept():
    made = (
        "<div><strong>b</strong><em>i</em><del>d</del><br></div><blockquote>q</blockquote><pre>x\n  y</pre>"
        "<ul><li>1<ol><li>2</li></ol></li></ul>"
    )

    assert text.clean(made) == made


def test_headings_fit_under_those_of_the_page():
    assert text.clean("<h1>One</h1><h2>Two</h2><h6>Six</h6>") == "<h3>One</h3><h3>Two</h3><h3>Six</h3>"


def test_a_link_keeps_its_address_and_tells_nobody_where_it_came_from():
    assert text.clean('<a href="https://good.example/a?b=1&amp;c=2" class=x>see</a>') == (
        '<a href="https://good.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow ugc">see</a>'
    )


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("see https://good.example/a_(b).", "https://good.example/a_(b"),
        ("(http://good.example/x)", "http://good.example/x"),
        ("www.good.example, then", "https://www.good.example"),
        ("write to ana.b+c@good.example.", "mailto:ana.b%2Bc@good.example"),
        ("https://good.example/a?b=1&c=2#d", "https://good.example/a?b=1&amp;c=2#d"),
    ],
)
def test_a_bare_address_becomes_a_link(typed: str, href: str):
    assert f'<a href="{href}' in text.from_plain(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "the plan.So we met",
        "open notes.py",
        "xhttps://good.example",
        "a@b",
        "@ana",
        "1.2.3",
        "and/or",
        "www.",
    ],
)
def test_words_that_only_look_like_addresses_stay_words(typed: str):
    assert "<a" not in text.from_plain(typed)


@pytest.mark.parametrize("tag", ["pre", "code"])
def test_addresses_in_code_stay_code(tag: str):
    assert text.clean(f"<{tag}>https://good.example</{tag}>") == f"<{tag}>https://good.example</{tag}>"


def test_plain_words_become_paragraphs_lines_and_lists():
    assert text.from_plain("One <b>\r\ntwo\r\n\r\n\r\n- a\r\n- b\r\n\r\nend & out\r\n") == (
        "<p>One &lt;b&gt;<br>two</p><ul><li>a</li><li>b</li></ul><p>end &amp; out</p>"
    )
    assert text.from_plain(" \n ") == ""


def test_words_for_a_textarea_keep_their_shape():
    kept = text.clean(
        "<h1>Plan</h1><div>one<br>two</div><ul><li>a</li><li>b<ol><li>x</li><li>y</li></ol></li></ul>"
        '<p>see <a href="https://good.example/">this</a></p><pre>1\n  2</pre><blockquote>q</blockquote>'
    )

    assert text.to_plain(kept) == (
        "Plan\n\none\ntwo\n\n- a\n- b\n  1. x\n  2. y\n\nsee this (https://good.example/)\n\n```\n1\n  2\n```\n\nq"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "see\n```\nif x:\n    y  <b>\n\n\n    z\n```\nhere",
            "<p>see</p><pre>if x:\n    y  &lt;b&gt;\n\n\n    z</pre><p>here</p>",
        ),
        ("```python\nprint()\n```", "<pre>print()</pre>"),
        ("````\n```\nx\n```\n````", "<pre>```\nx\n```</pre>"),
        ("```\nhttps://good.example\n```", "<pre>https://good.example</pre>"),
        ("```\r\n\r\n  x\r\n\r\n```", "<pre>  x</pre>"),
        ("- a\n```\nx\n```", "<ul><li>a</li></ul><pre>x</pre>"),
        ("```\nnever closed", "<p>```<br>never closed</p>"),
        ("````\n```", "<p>````<br>```</p>"),
        ("say ``` in a line", "<p>say ``` in a line</p>"),
        ("```\n \n```", ""),
    ],
)
def test_lines_of_code_stand_between_two_lines_of_backticks(typed: str, kept: str):
    assert text.from_plain(typed) == kept


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("<p>a</p><pre>x\n\n\n  y</pre><p>b</p>", "a\n\n```\nx\n\n\n  y\n```\n\nb"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ("<pre><strong>x</strong><br>y</pre>", "```\nx\ny\n```"),
        ("<ul><li><pre>x</pre></li></ul>", "- x"),
        ("<blockquote><pre>x</pre></blockquote>", "```\nx\n```"),
        ("a<pre> </pre>b", "a\n\nb"),
    ],
)
def test_code_comes_back_to_a_textarea_as_it_stood(kept: str, typed: str):
    assert text.to_plain(text.clean(kept)) == typed


@pytest.fixture
def notes():
    """A table with one rich column, on a database of its own."""
    engine = sa.create_engine("sqlite://")
    table = sa.Table(
        "note", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", text.RichText)
    )
    table.create(engine)
    with engine.begin() as connection:
        yield connection, table
    engine.dispose()


def kept_as(connection, table) -> str:
    return connection.scalar(sa.select(sa.type_coerce(table.c.body, sa.Text)))


def test_a_rich_column_cleans_what_it_is_given(notes):
    connection, table = notes
    connection.execute(table.insert().values(body="<p onclick=x>hi</p><script>x</script>"))

    assert kept_as(connection, table) == f"{text.POLICY}|<p>hi</p>"
    read = connection.scalar(sa.select(table.c.body))
    assert (read, type(read)) == ("<p>hi</p>", Markup)


def test_a_rich_column_keeps_nothing_as_nothing(notes):
    connection, table = notes
    connection.execute(table.insert().values(body=None))

    assert connection.scalar(sa.select(table.c.body)) is None


@pytest.mark.parametrize("stored", ["0|<p onclick=x>hi</p>", "<p onclick=x>hi</p>", "x|<p onclick=x>hi</p>"])
def test_what_was_kept_under_an_older_policy_is_cleaned_again_on_reading(notes, stored: str):
    connection, table = notes
    connection.execute(sa.text("INSERT INTO note (body) VALUES (:body)"), {"body": stored})

    assert connection.scalar(sa.select(table.c.body)).endswith("<p>hi</p>")


@pytest.mark.parametrize(
    "full", ["&" * 99_999, "a@b.co " * 14_000, "<p>" * 33_000, "<b>x" * 50 + "<p>y" * 300]
)
def test_what_a_form_let_through_can_always_be_kept(notes, full: str):
    connection, table = notes
    cleaned = text.clean(full)

    connection.execute(table.insert().values(body=cleaned))

    assert connection.scalar(sa.select(table.c.body)) == cleaned
