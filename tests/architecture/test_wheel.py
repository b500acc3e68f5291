"""What is built from the checkout runs by itself, with its folders inside: templates, migrations, config, static."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, named

FOLDERS = {"config": "plugin/config", "migrations": "plugin/migrations", "templates": "plugin/templates"}
TRY = """
import plugin, sys
from plugin.cli import main
assert plugin.__file__.startswith(sys.argv[1]), plugin.__file__
sys.argv[1:] = sys.argv[2:]
main()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the wheel's content, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in ("plugin", *FOLDERS):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        source,
    ]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_every_file_is_packed(installed):
    """Whatever stands in a folder of ours stands in the wheel."""
    packed = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    ours = [path for name in ("plugin", *FOLDERS) for path in (ROOT / name).rglob("*") if path.is_file()]
    expected = {_inside(named(path)) for path in ours if "__pycache__" not in path.parts}

    assert expected <= packed


def test_the_wheel_upgrades_a_database_of_its_own(installed, tmp_path):
    told = run(installed, tmp_path, "upgrade")

    assert told.returncode == 0, told.stderr
    assert (tmp_path / "instance" / "tandem.db").exists()
    assert run(installed, tmp_path, "lti", "platforms").returncode == 0


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The `tandem` command of the wheel, somewhere else."""
    return subprocess.run(
        [sys.executable, "-P", "-c", TRY, str(installed), *words],
        cwd=folder,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def _inside(name: str) -> str:
    top, _, rest = name.partition("/")
    return f"{FOLDERS[top]}/{rest}" if top in FOLDERS else name
