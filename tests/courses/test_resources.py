"""Resources: added to a section, changed by one hand at a time, seen in their own course alone."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from plugin.courses.outline.queries import section_for
from plugin.courses.resources.actions import Content, add_resource, change_resource
from plugin.courses.resources.queries import origin_of, resource_for, resources_of
from plugin.courses.resources.schemas import ResourceForm
from plugin.errors import Conflict, Invalid, NotHere
from tests.factories import a_course, a_lead, a_mentee, a_pair, a_section

LINK = Content("link", "How to listen", url="https://example.org/listen", minutes=6)


@pytest.fixture
def course(app):
    return a_course()


def errors(**typed) -> set[str]:
    return set(ResourceForm().validate(MultiDict({"kind": "link", "title": "T"} | typed)))


def test_resources_stand_in_the_order_in_which_they_came(course):
    section = a_section(course)

    for title in ("One", "Two", "Three"):
        add_resource(section, Content("link", title, url="https://example.org"))

    assert [(r.position, r.title) for r in resources_of(section)] == [(1, "One"), (2, "Two"), (3, "Three")]


def test_a_resource_remembers_who_added_it_and_where_it_stands(course):
    mentor, _ = a_pair(course)
    section = a_section(course, title="Listening")

    origin = origin_of(add_resource(section, LINK, by=mentor))

    assert (origin.section_id, origin.section_title, origin.added_by) == (
        section.id,
        "Listening",
        mentor.name,
    )


def test_what_came_with_the_programme_has_nobodys_name(course):
    assert origin_of(add_resource(a_section(course), LINK)).added_by == ""


def test_a_resource_of_another_course_is_not_there(course):
    own, foreign = add_resource(a_section(course), LINK), add_resource(a_section(a_course()), LINK)
    mentee = a_mentee(course)

    assert resource_for(mentee, own.id) == own
    with pytest.raises(NotHere):
        resource_for(mentee, foreign.id)


def test_a_link_needs_an_address_and_a_page_its_words(course):
    section = a_section(course)

    with pytest.raises(Invalid) as without_address:
        add_resource(section, Content("link", "Nowhere"))
    with pytest.raises(Invalid) as without_words:
        add_resource(section, Content("page", "Empty", words="<p> </p>"))

    assert (without_address.value.field, without_words.value.field) == ("url", "words")


def test_a_page_is_cleaned_on_its_way_in(app, course):
    page = add_resource(
        a_section(course), Content("page", "P", words="<p>Hello<script>alert(1)</script></p>")
    )
    mentee = a_mentee(course)
    app.extensions["sqlalchemy"].session.expire_all()

    assert str(resource_for(mentee, page.id).words) == "<p>Hello</p>"


def test_a_change_shows_and_counts_up(course):
    resource = add_resource(a_section(course), LINK)

    change_resource(
        a_lead(course), resource, Content("link", "How to hear", url="https://example.org/hear"), 1
    )

    assert (resource.title, resource.url, resource.version) == ("How to hear", "https://example.org/hear", 2)


def test_the_second_of_two_changes_gets_both_texts_back(course):
    resource = add_resource(a_section(course), LINK)
    change_resource(a_lead(course), resource, Content("link", "First", url=LINK.url, minutes=6), 1)

    with pytest.raises(Conflict) as clash:
        change_resource(a_lead(course), resource, Content("link", "Second", url=LINK.url, minutes=6), 1)

    assert clash.value.theirs == {"title": "First"}
    assert clash.value.version == 2
    assert resource.title == "First"


def test_two_who_write_the_same_do_not_clash(course):
    resource = add_resource(a_section(course), LINK)
    change_resource(a_lead(course), resource, Content("link", "Both", url=LINK.url), 1)

    change_resource(a_lead(course), resource, Content("link", "Both", url=LINK.url), 1)

    assert (resource.title, resource.version) == ("Both", 2)


def test_a_change_of_kind_is_not_overwritten_unseen(course):
    resource = add_resource(
        a_section(course), Content("link", "T", url="https://example.org", words="<p>Words</p>")
    )
    change_resource(
        a_lead(course), resource, Content("page", "T", url="https://example.org", words="<p>Words</p>"), 1
    )

    with pytest.raises(Conflict) as clash:
        change_resource(
            a_lead(course), resource, Content("link", "T", url="https://example.org", words="<p>Words</p>"), 1
        )

    assert clash.value.theirs == {"kind": "page"}


def test_a_change_without_a_version_overwrites_nothing(course):
    resource = add_resource(a_section(course), LINK)

    with pytest.raises(Conflict):
        change_resource(a_lead(course), resource, Content("link", "Blind", url=LINK.url), None)


def test_a_section_is_found_with_its_resources_words_left_in_the_table(course):
    """Lists of resources do not carry pages along: reading the words there is a mistake that shows."""
    section = a_section(course)
    add_resource(section, Content("page", "Long", words="<p>Much</p>"))
    mentee = a_mentee(course)

    assert [r.title for r in resources_of(section_for(mentee, section.id).section)] == ["Long"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "https://example.org:8443/",
        "https://bücher.example/",
        "HTTPS://EXAMPLE.ORG/",
    ],
)
def test_a_web_address_is_taken(app, address):
    assert errors(url=address) == set()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://bank.example@evil.example/",
        "https://example.org/a b",
        "https://example.org\\@evil.example",
        "https://example.org:port/",
        "https://[::1",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_refused(app, address):
    assert errors(url=address) == {"url"}


@pytest.mark.parametrize("minutes", ["1", "600", "", " 6 "])
def test_minutes_within_a_day_of_work_are_taken(app, minutes):
    assert errors(minutes=minutes) == set()


@pytest.mark.parametrize("minutes", ["0", "601", "-1", "six", "1.5", "1e3", "9" * 400])
def test_other_minutes_are_refused(app, minutes):
    assert errors(minutes=minutes) == {"minutes"}


def test_a_resource_is_of_a_kind_and_has_a_title(app):
    assert errors(kind="song") == {"kind"}
    assert errors(kind="") == {"kind"}
    assert errors(title=" ") == {"title"}
    assert errors(title="t" * 151) == {"title"}
