"""What setup.cfg says of the checkout is so: its packages, its dependencies, its locks."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import ROOT, modules, named, parsed

# Libraries whose names stand in our code and whose versions another line of setup.cfg decides.
COME_WITH = {
    "alembic": "flask-migrate",
    "babel": "flask-babel",
    "itsdangerous": "flask",
    "jinja2": "flask",
    "markupsafe": "flask",
    "werkzeug": "flask",
}
# Needed at run time without an import of ours.
UNSEEN = {
    "gunicorn": "an operator's choice of server",
    "python-dateutil": "icalendar's; held below 3, as the object store of the tests has it",
    "tzdata": "zoneinfo reads it",
}


def test_every_room_is_packed():
    folders = {
        named(file.parent).replace("/", ".") for file in modules("plugin") if file.name == "__init__.py"
    }

    assert folders | {"plugin.templates", "plugin.migrations", "plugin.config"} == set(
        listed("options", "packages")
    )


def test_every_library_that_is_imported_is_asked_for():
    asked = requirements("options", "install_requires")
    imported = {COME_WITH.get(name, name) for name in distributions_imported()}

    assert imported <= asked, "setup.cfg, install_requires"
    assert asked - imported == set(UNSEEN), "nothing is asked for that nobody uses"


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=named)
def test_locks_hold_hashes_and_name_no_host(lock):
    text = lock.read_text()
    pins = re.findall(r"^[a-z].*==", text, re.MULTILINE)

    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert "index" not in text
    assert "find-links" not in text


def test_the_locks_hold_what_setup_cfg_asks_for():
    locked = set(
        re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )

    assert requirements("options", "install_requires") <= locked


def listed(section: str, key: str) -> list[str]:
    """The lines of one entry of setup.cfg."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config[section][key].split("\n")[1:]


def requirements(section: str, key: str) -> set[str]:
    """The names of the distributions asked for."""
    return {re.split(r"[\[<>=;! ]", line)[0] for line in listed(section, key)}


def distributions_imported() -> set[str]:
    """The distributions whose modules `plugin` names, wherever in a file it does."""
    owners = packages_distributions()
    roots = {root for file in modules("plugin", "migrations") for root in imports(parsed(file))}
    foreign = roots - set(sys.stdlib_module_names) - {"plugin", "__future__"}
    return {owners[root][0].lower().replace("_", "-") for root in foreign}


def imports(tree: ast.Module) -> set[str]:
    """The topmost names that a file imports."""
    nodes = list(ast.walk(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in plain | parts}
