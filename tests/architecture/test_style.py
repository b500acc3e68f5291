"""Size and manner of the code, where a reader would feel it first."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules, named, parsed

OURS = modules("plugin", "demo", "tests", "migrations")
READ_OFTEN = modules(
    "plugin", "demo", "tests"
)  # a migration is written once by the machine and read in review
LONGEST_FILE = 250
LONGEST_TEMPLATE = 150
# Where somebody else's code may raise anything and one failure must not stop the rest.
EDGES = {
    "plugin/jobs/workshop.py",
    "plugin/people/roster/cli.py",
    "plugin/courses/grades/cli.py",
    "plugin/courses/grades/delivery.py",  # an error at one column holds no other
    "plugin/courses/grades/jobs.py",  # nor one in a course the courses after it
}
NAMELESS = {
    "utils.py",
    "util.py",
    "helpers.py",
    "helper.py",
    "common.py",
    "misc.py",
    "services.py",
    "managers.py",
}


@pytest.mark.parametrize("file", READ_OFTEN, ids=named)
def test_a_file_fits_in_a_head(file: Path):
    lines = file.read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST_FILE, "give it a room inside its room"


@pytest.mark.parametrize("file", sorted((ROOT / "templates").rglob("*.html")), ids=named)
def test_a_template_fits_in_a_head(file: Path):
    lines = file.read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST_TEMPLATE


@pytest.mark.parametrize("file", [f for f in OURS if f.stat().st_size], ids=named)
def test_a_module_says_what_is_in_it(file: Path):
    said = ast.get_docstring(parsed(file))

    assert said, "its first line answers: what is in this room?"
    if not file.is_relative_to(ROOT / "migrations"):
        assert said.splitlines()[0].endswith((".", "?", ":")), "a sentence, on one line"


@pytest.mark.parametrize("file", OURS, ids=named)
def test_a_file_is_named_by_what_it_holds(file: Path):
    assert file.name not in NAMELESS


@pytest.mark.parametrize("file", modules("plugin"), ids=named)
def test_nothing_swallows_every_error(file: Path):
    """Only a job's edge may: there one failing course must not stop the others."""
    caught = [
        node for node in ast.walk(parsed(file)) if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    ]

    assert not caught or named(file) in EDGES


@pytest.mark.parametrize("file", [f for f in modules("plugin") if f.name == "__init__.py"], ids=named)
def test_importing_a_room_runs_nothing(file: Path):
    """An import in a package's root makes the cycles that nobody can untie later."""
    beside_the_docstring = parsed(file).body[1:] if ast.get_docstring(parsed(file)) else parsed(file).body

    assert not beside_the_docstring


def _catches_all(handler: ast.ExceptHandler) -> bool:
    """`except:` and `except Exception:`; one that only tidies up and raises on is no swallowing."""
    names = (
        {name.id for name in ast.walk(handler.type) if isinstance(name, ast.Name)}
        if handler.type
        else {"Exception"}
    )
    raises_on = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return bool(names & {"Exception", "BaseException"}) and not raises_on
