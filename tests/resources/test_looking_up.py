"""Looking an address up: after it was allowed, outside any transaction, and never into a private network."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from plugin.courses.resources.looking_up import BYTES, Found, decoded, read
from plugin.courses.resources.queries import resources_of
from tests.factories.courses import a_resource
from tests.factories.visits import visit_as
from tests.fakes.lines import listening, saying

TYPED = {"kind": "link", "url": "https://example.org/talk", "look": "yes", "why": "We talk too much"}


def value_of(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', page)
    return found[1] if found else ""


def test_what_the_page_says_of_itself_fills_the_form_and_nothing_is_added_yet(client, cohort, section, web):
    answer = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", TYPED)

    assert answer.status_code == 200
    assert value_of(answer.text, "title") == "How to listen &amp; wait"
    assert "Twelve minutes about silence." in answer.text
    assert value_of(answer.text, "why") == "We talk too much"
    assert resources_of(section) == []
    [(address, named)] = web.asked
    assert address == TYPED["url"]
    assert "private" not in named
    assert named["cap"] <= BYTES


def test_what_was_typed_already_stays(client, cohort, section, web):
    page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", {**TYPED, "title": "My own"})

    assert value_of(page.text, "title") == "My own"


def test_a_change_and_something_new_for_somebody_are_looked_up_too(client, cohort, section, web):
    at = visit_as(client, cohort.mentor)
    resource = a_resource(section, by=cohort.mentor)

    for address in (f"/resources/{resource.id}/edit", "/resources/share"):
        page = at.post(address, {**TYPED, "version": "1"})
        assert page.status_code == 200
        assert value_of(page.text, "title") == "How to listen &amp; wait"


def test_a_video_that_may_play_is_taken_for_one(client, cohort, section, web):
    typed = {**TYPED, "url": "https://youtu.be/dQw4w9WgXcQ"}

    page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", typed).text

    assert re.search(r'value="video"[^>]*checked', page)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"status": 404}, "No page answers at that address."),
        ({"kind": "application/pdf"}, "What is there is no page of the web"),
        ({"kind": ""}, "What is there is no page of the web"),
        ({"body": b"<p>no title"}, "does not say what it is called"),
    ],
)
def test_what_is_no_page_gives_a_sentence_at_the_field_and_the_form_as_typed(
    client, cohort, section, web, said, sentence
):
    web.says(**said)

    page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", TYPED)

    assert page.status_code == 422
    assert sentence in page.text
    assert value_of(page.text, "url") == TYPED["url"]
    assert value_of(page.text, "why") == "We talk too much"


@pytest.mark.parametrize("address", ["", "ftp://example.org/", "https://a:b@example.org/"])
def test_what_is_no_address_is_not_fetched(client, cohort, section, web, address):
    page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", {**TYPED, "url": address})

    assert page.status_code == 422
    assert web.asked == []


@pytest.mark.parametrize("allowed", [False, True])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_address_that_people_type_reaches_a_private_network(app, client, cohort, section, allowed, scheme):
    """Whatever is allowed to platforms."""
    was = app.config["TANDEM"]
    app.config["TANDEM"] = replace(was, allow_private_hosts=allowed)
    try:
        with listening(saying(b"<title>inside</title>", "200 OK", "Content-Type: text/html")) as inside:
            for host in ("127.0.0.1", "localhost", "[::1]", "2130706433"):
                typed = {**TYPED, "url": f"{scheme}://{host}:{inside.port}/"}
                page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", typed)
                assert page.status_code == 422
                assert "You can type the title yourself." in page.text
            assert inside.met == 0
    finally:
        app.config["TANDEM"] = was


def test_nothing_is_fetched_for_whoever_may_not_or_sends_a_forged_form(client, cohort, others, section, web):
    resource = a_resource(section, by=cohort.mentor)
    edit = f"/resources/{resource.id}/edit"

    assert visit_as(client, cohort.mentee).post(f"/resources/new/{section.id}", TYPED).status_code == 403
    assert visit_as(client, others.mentor).post(edit, TYPED).status_code == 403
    mentor = visit_as(client, cohort.mentor)
    assert mentor.post(edit, {**TYPED, "csrf": "made-up"}).status_code == 403
    assert mentor.post(edit, {**TYPED, "once": ""}).status_code == 403
    assert mentor.post(edit, TYPED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert web.asked == []


def test_a_form_that_was_looked_up_is_sent_once_and_twice_is_once(client, cohort, section, web):
    at = visit_as(client, cohort.mentor)
    form = {**TYPED, "once": "the-same-key", "title": "A talk"}
    assert at.post(f"/resources/new/{section.id}", form).status_code == 200

    first, second = (at.post(f"/resources/new/{section.id}", {**form, "look": None}) for _time in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert [one.title for one in resources_of(section)] == ["A talk"]
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<title> Two\n lines &amp; more </title>", Found("Two lines & more", "")),
        ("<title>One</title><svg><title>Two</title></svg>", Found("One", "")),
        ("<meta name=Description content=' Said '><title>T</title>", Found("T", "Said")),
        ("<meta property=og:title content=''><title>T</title>", Found("T", "")),
        ("<script>'<title>no</title>'</script><title>Yes</title>", Found("Yes", "")),
        ("<title>" + "t" * 400 + "</title>", Found("t" * 149 + "…", "")),
        ("<title>cut off", Found("cut off", "")),
        ("", Found("", "")),
    ],
)
def test_titles_are_read_as_browsers_read_them(html, found):
    assert read(html) == found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("é".encode(), ""),
        ("\ufeffé".encode(), "; charset=iso-8859-1"),
        ("é".encode("cp1252"), "; charset=ISO-8859-1"),
        ("é".encode("cp1252"), ""),
        ("\ufeffé".encode("utf-16-le"), ""),
        ("é".encode("koi8-r", "ignore") + "é".encode(), "; charset=rot13"),
        (b"<meta charset='windows-1252'>" + "é".encode("cp1252"), ""),
    ],
)
def test_the_character_set_is_found(body, said):
    assert decoded(body, said).endswith("é")


@pytest.mark.parametrize(
    "part", ["<a", "<!--", "<meta ", "<title>", "<script>", "&", '<meta content="', "<!", "x<"]
)
def test_a_page_made_to_be_slow_is_read_at_once(part):
    """Twice as much takes about twice as long; a parser that begins again at each letter would not end here."""
    assert read((part * BYTES)[:BYTES]).words == ""
