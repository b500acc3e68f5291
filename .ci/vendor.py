"""Copies what package.json names out of node_modules and writes down version, licence and SHA-256."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
MODULES = TOP / "node_modules"
VENDOR = TOP / "plugin" / "static" / "vendor"


def main() -> None:
    """Copy everything anew; what is no longer named goes."""
    wanted = json.loads((TOP / "package.json").read_text())["tandem"]
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    manifest = {
        target: _copied(source, target, wanted["inside"]) for source, target in wanted["vendor"].items()
    }
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def _copied(source: str, target: str, inside: dict[str, dict[str, str]]) -> dict[str, Any]:
    if (MODULES / source).is_dir():
        shutil.copytree(MODULES / source, VENDOR / target)
    else:
        shutil.copyfile(MODULES / source, VENDOR / target)
    package = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
    facts = {
        **_package(package),
        "from": source,
        "sha256": _digest(VENDOR / target),
    }
    held = [_held(name, version, target) for name, version in inside.get(target, {}).items()]
    return {**facts, "inside": held} if held else facts


def _digest(path: Path) -> str:
    """Of a file its SHA-256; of a folder that of the list of its files, each with its own."""
    if path.is_dir():
        listed = "".join(f"{_digest(file)}  {file.name}\n" for file in sorted(path.iterdir()))
        return sha256(listed.encode()).hexdigest()
    return sha256(path.read_bytes()).hexdigest()


def _held(name: str, version: str, target: str) -> dict[str, str]:
    """A package that another one has built in: not always the version that npm would install beside it."""
    if f'"{version}"' not in (VENDOR / target).read_text(encoding="utf-8"):
        raise SystemExit(
            f"{target} no longer holds {name} {version}: say in package.json which version it holds"
        )
    return {**_package(name), "version": version}


def _package(name: str) -> dict[str, str]:
    about = json.loads((MODULES / name / "package.json").read_text())
    return {"package": name, "version": about["version"], "licence": about["license"]}


if __name__ == "__main__":
    main()
