"""What came from npm is what the manifest says, with its licence beside it."""

import json
from hashlib import sha256
from pathlib import Path

TOP = Path(__file__).parents[2]
VENDOR = TOP / "plugin" / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def test_every_file_is_the_one_that_was_copied():
    found = {path.name: digest(path) for path in VENDOR.iterdir() if path.name != "manifest.json"}
    assert found == {name: facts["sha256"] for name, facts in MANIFEST.items()}


def test_every_package_is_pinned_and_has_its_licence_here():
    pins = json.loads((TOP / "package.json").read_text(encoding="utf-8"))["dependencies"]
    held = {facts["package"]: facts["version"] for facts in MANIFEST.values()}
    licences = {facts["package"] for name, facts in MANIFEST.items() if "LICENCE" in name}
    assert pins.items() <= held.items()
    assert licences == {*held}


def digest(path: Path) -> str:
    """Of a folder, that of the list of its files, each with its own."""
    if path.is_dir():
        listed = "".join(f"{digest(file)}  {file.name}\n" for file in sorted(path.iterdir()))
        return sha256(listed.encode()).hexdigest()
    return sha256(path.read_bytes()).hexdigest()
