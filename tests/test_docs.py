"""What README and docs promise exists: files that are linked, commands, settings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from plugin.cli import tandem
from plugin.lti.cli import lti
from tests.architecture.sources import ROOT, named

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"\btandem (lti )?(?!lti\b)([a-z]+(?:-[a-z]+)*)((?: --[a-z-]+)*)")
QUOTED = re.compile(r"```.*?```|`[^`]+`", re.S)


def quoted(page: Path) -> str:
    """What stands in it as something to type, with continued lines joined."""
    found = QUOTED.findall(page.read_text(encoding="utf-8").replace("\\\n", " "))
    return "\n".join(one if one.startswith("```") else " ".join(one.split()) for one in found)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_link_is_dead(page: Path) -> None:
    targets = re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_option_is_one(app, page: Path) -> None:
    for of_lti, name, options in COMMAND.findall(quoted(page)):
        commands = lti.commands if of_lti else {**tandem.commands, **app.cli.commands}
        assert name in commands, f"tandem {of_lti}{name}"
        known = {option for given in commands[name].params for option in (*given.opts, *given.secondary_opts)}
        assert set(options.split()) <= known


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_setting_is_one(page: Path) -> None:
    settings = tomllib.loads((ROOT / "config" / "default.toml").read_text(encoding="utf-8"))
    known = {f"TANDEM_{name.upper()}" for name in settings} | {"TANDEM_EFFORT"}
    said = page.read_text(encoding="utf-8")

    assert set(re.findall(r"\bTANDEM_[A-Z_]*[A-Z]\b", said)) <= known


@pytest.mark.parametrize("name", re.findall(r"\bmake ([a-z]+)", quoted(ROOT / "README.md")))
def test_every_target_of_make_is_one(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{name}:", makefile, re.M)
