"""The pages about connecting an LMS name addresses and commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from plugin.lti.cli import lti
from plugin.lti.registration.offer import CUSTOM

FOLDER = Path(__file__).parents[3] / "docs" / "connect"
PAGES = sorted(FOLDER.glob("*.md"))
OURS = re.compile(r"https://tandem\.example(/[A-Za-z0-9./-]+)")
COMMAND = re.compile(r"tandem lti ([a-z-]+)([^`]*)")


def told(page: Path) -> str:
    """The page with its continued lines joined."""
    return page.read_text(encoding="utf-8").replace("\\\n", " ")


def test_each_lms_has_its_page_and_the_index_leads_to_it():
    names = {"moodle", "canvas", "blackboard", "brightspace", "openedx", "sakai"}

    assert {page.stem for page in PAGES} == {"README", *names}
    assert all(f"({name}.md)" in told(FOLDER / "README.md") for name in names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_address_of_ours_is_one(app: Flask, page: Path):
    named = set(OURS.findall(told(page)))
    urls = app.url_map.bind("tandem.example")

    assert named
    assert [path for path in named if not any(urls.test(path, method) for method in ("GET", "POST"))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_and_option_is_one(app: Flask, page: Path):
    for name, words in COMMAND.findall(told(page)):
        assert name in lti.commands, f"tandem lti {name}"
        known = {option for given in lti.commands[name].params for option in given.opts}
        first = words.splitlines()[0] if words else ""
        assert set(re.findall(r"--[a-z-]+", first)) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_custom_parameters_are_called_as_registration_calls_them(page: Path):
    for name, variable in re.findall(r"([a-z_]+)=(\$[A-Za-z.]+)", told(page)):
        assert CUSTOM[name] == variable


def test_no_link_between_the_pages_is_dead():
    for page in PAGES:
        for target in re.findall(r"\]\(([^):]+)\)", told(page)):
            assert (FOLDER / target).exists(), f"{page.name}: {target}"
