"""The two commands about rosters."""

from __future__ import annotations

import json

import pytest

from plugin.people.roster import cli
from plugin.people.roster.reading import read_roster
from tests.factories import a_platform
from tests.fakes.faults import FAULTS
from tests.fakes.memberships import COURSE, Site, a_member, people, served
from tests.fakes.rosters import Listed, a_listed_course
from tests.people.roster.ways import read


def test_every_roster_is_read_now_with_a_line_each(listed: Listed, run):
    listed.site.people = people(3)
    read(listed)

    told = run("lti", "sync-rosters", "--now")

    assert (told.exit_code, told.output) == (0, "A course: 3 people, as before.\n")


def test_a_roster_that_fails_is_told_and_the_exit_code_says_so(listed: Listed, run):
    listed.site.fault = FAULTS["nobody"]
    with served(Site(keys=listed.site.keys, people=people(2))) as healthy:
        a_listed_course(listed.app, healthy)
        told = run("lti", "sync-rosters", "--now")

    assert told.exit_code == 1
    failed, read_well = told.stdout.splitlines()
    assert failed.startswith("A course: failed: The list of members is empty")
    assert read_well == "A course: 2 people: 2 new, 0 changed, 0 gone, 0 back."


def test_an_error_that_nobody_foresaw_is_one_courses_alone(listed: Listed, run, monkeypatch):
    """Even where it cannot be noted: a full batch of such courses ends too."""
    listed.site.people = people(1)
    bad = [
        a_listed_course(listed.app, listed.site, client_id=f"bad-{n}").context.id for n in range(cli.BATCH)
    ]

    def broken(context_id):
        if context_id in bad:
            raise RuntimeError("words that somebody wrote")
        return read_roster(context_id)

    monkeypatch.setattr(cli, "read_roster", broken)
    for words in ((), ("--now",)):
        told = run("lti", "sync-rosters", *words)

        assert told.exit_code == 1
        lines = told.stdout.splitlines()
        assert sum(line.startswith("A course: failed: RuntimeError") for line in lines) == cli.BATCH
        assert sum(line.startswith("A course: 1 person") for line in lines) == 1
        assert "somebody wrote" not in told.stdout
        assert "roster failed" in told.stderr


def test_without_now_only_what_is_due_is_read(listed: Listed, run):
    listed.site.people = people(1)

    assert run("lti", "sync-rosters").output.startswith("A course: 1 person: 1 new")
    again = run("lti", "sync-rosters")
    assert (again.exit_code, again.output) == (0, "No roster is due.\n")


def test_without_any_course_nothing_fails(run):
    told = run("lti", "sync-rosters", "--now")

    assert (told.exit_code, told.output) == (0, "No course has said yet where its members are listed.\n")


def test_a_roster_is_shown_as_json(listed: Listed, run):
    listed.site.people = [a_member(1, "Instructor", name="José"), a_member(2), a_member(3)]
    read(listed)
    listed.site.people = listed.site.people[:2]
    read(listed)

    told = run("lti", "roster", listed.platform.issuer, COURSE, "--json")

    assert told.exit_code == 0
    assert json.loads(told.output) == [
        {"sub": "sub-00001", "name": "José", "role": "lead", "active": True},
        {"sub": "sub-00002", "name": "Person 2", "role": "member", "active": True},
        {"sub": "sub-00003", "name": "Person 3", "role": "member", "active": False},
    ]


def test_a_roster_is_shown_as_lines(listed: Listed, run):
    listed.site.people = [a_member(1)]
    read(listed)

    told = run("lti", "roster", str(listed.platform.id), COURSE)
    assert told.output == "sub-00001\tPerson 1\tmember\tactive\n"


def test_a_course_nobody_has_come_from_yet_has_an_empty_list_as_soon_as_it_is_known(listed: Listed, run):
    assert json.loads(run("lti", "roster", listed.platform.issuer, COURSE, "--json").output) == []


@pytest.mark.parametrize("words", [("https://nobody.example", COURSE), (None, "no such course")])
def test_what_is_not_known_is_said(listed: Listed, run, words):
    issuer, course = words
    told = run("lti", "roster", issuer or listed.platform.issuer, course, "--json")

    assert told.exit_code == 2
    assert "'" in told.output


def test_an_issuer_with_several_registrations_has_to_be_told_apart(listed: Listed, run):
    """Hosted sites share an issuer: one company's people are not shown for another's."""
    other = a_listed_course(listed.app, listed.site, issuer=listed.platform.issuer, client_id="another")
    told = run("lti", "roster", listed.platform.issuer, COURSE, "--json")
    assert told.exit_code == 2
    assert str(other.platform.id) in told.output


def test_a_course_that_only_one_of_them_has_tells_registrations_apart(listed: Listed, run):
    a_platform(issuer=listed.platform.issuer, client_id="another")
    listed.site.people = [a_member(1)]
    read(listed)

    told = run("lti", "roster", listed.platform.issuer, COURSE, "--json")
    assert [one["sub"] for one in json.loads(told.output)] == ["sub-00001"]
