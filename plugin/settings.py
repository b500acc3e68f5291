"""Settings: `config/default.toml`, overridden by `TANDEM_*`, checked before anything starts."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from plugin.setting_values import PREFIX, SettingsError, hosts, number, one_of, yes_or_no

NOT_OURS = {"TANDEM_EFFORT"}  # read by the tests alone
SHORTEST_KEY = 32
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|[0-9a-f:.]+")  # a name, or an address of either kind
POSTGRESQL = ("postgresql://", "postgresql+psycopg://")
BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w!.*'()-]+)*/?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation is told. Times are in the unit that the name says."""

    database_url: str
    queue_url: str
    instance: Path
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    base_url: str
    allow_private_hosts: bool
    proxies: int
    visit_idle_minutes: int
    visit_hours: int
    log_level: str
    roster_hours: int
    files_url: str  # a folder's path, or s3://bucket/prefix
    largest_file_mb: int
    video_hosts: tuple[str, ...]

    @property
    def largest_file(self) -> int:
        """How many bytes a file may have."""
        return self.largest_file_mb * 1_000_000

    @property
    def origin(self) -> str:
        """Scheme, host and port under which browsers know us."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def keys(self) -> tuple[str, ...]:
        """All secret keys, the one that signs first."""
        return (self.secret_key, *self.secret_key_fallbacks)


def beside_or_inside(name: str) -> Path:
    """A folder of the project: beside `plugin/` in a checkout, inside it in a wheel."""
    here = Path(__file__).resolve().parent
    for folder in (here.parent / name, here / name):
        if folder.is_dir():
            return folder
    raise SettingsError(f"The folder '{name}' is missing from this installation.")


def config_folder() -> Path:
    """Where `default.toml`, programmes and question banks are."""
    return beside_or_inside("config")


def read_settings(environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Read and check every setting; `given` outranks the environment. Raises SettingsError with a sentence."""
    environ = os.environ if environ is None else environ
    raw: dict[str, Any] = tomllib.loads((config_folder() / "default.toml").read_text())
    for name, value in environ.items():
        if name.startswith(PREFIX) and name not in NOT_OURS:
            key = name.removeprefix(PREFIX).lower()
            if key not in raw:
                raise SettingsError(
                    f"{name} is not a setting of Tandem. Known ones stand in config/default.toml."
                )
            raw[key] = value
    for key, value in given.items():
        if key not in raw:
            raise SettingsError(f"'{key}' is not a setting of Tandem.")
        raw[key] = value
    return _checked(raw)


def _checked(raw: dict[str, Any]) -> Settings:
    instance = _instance(str(raw["instance"]))
    return Settings(
        database_url=_database_url(str(raw["database_url"]), instance),
        queue_url=_queue_url(str(raw["queue_url"])),
        instance=instance,
        secret_key=_secret_key(str(raw["secret_key"]), instance),
        secret_key_fallbacks=_fallbacks(raw["secret_key_fallbacks"]),
        base_url=_base_url(str(raw["base_url"])),
        allow_private_hosts=yes_or_no("ALLOW_PRIVATE_HOSTS", raw["allow_private_hosts"]),
        proxies=number("PROXIES", raw["proxies"], 0, 10),
        visit_idle_minutes=number("VISIT_IDLE_MINUTES", raw["visit_idle_minutes"], 5, 24 * 60),
        visit_hours=number("VISIT_HOURS", raw["visit_hours"], 1, 24),
        log_level=one_of("LOG_LEVEL", str(raw["log_level"]).upper(), {"DEBUG", "INFO", "WARNING", "ERROR"}),
        roster_hours=number("ROSTER_HOURS", raw["roster_hours"], 1, 7 * 24),
        files_url=_files_url(str(raw["files_url"]), instance),
        largest_file_mb=number("LARGEST_FILE_MB", raw["largest_file_mb"], 1, 2000),
        video_hosts=hosts("VIDEO_HOSTS", raw["video_hosts"]),
    )


def _instance(value: str) -> Path:
    if not value.strip():  # a path to nothing is the folder that somebody happens to stand in
        raise SettingsError("TANDEM_INSTANCE must name a folder.")
    return Path(value).expanduser().resolve()


def _database_url(value: str, instance: Path) -> str:
    if not value:
        return f"sqlite:///{instance / 'tandem.db'}"
    if not value.startswith(("sqlite:///", *POSTGRESQL)):
        raise SettingsError("TANDEM_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    if _place("DATABASE_URL", value).database in {None, "", ":memory:"}:
        raise SettingsError("TANDEM_DATABASE_URL must name a database, or a file after sqlite:///.")
    return value


def _queue_url(value: str) -> str:
    if value and not value.startswith(POSTGRESQL):
        raise SettingsError(
            "TANDEM_QUEUE_URL must begin with postgresql://, or be empty for a file in the instance."
        )
    if value:
        _place("QUEUE_URL", value)
    return value


def _files_url(value: str, instance: Path) -> str:
    if not value:
        return str(instance / "files")
    if not BUCKET.fullmatch(value):
        raise SettingsError(
            "TANDEM_FILES_URL must look like s3://bucket/prefix, or be empty for a folder in the instance."
        )
    if find_spec("s3fs") is None:
        raise SettingsError(
            "TANDEM_FILES_URL names a bucket, and the library for buckets is missing here: install tandem[s3]."
        )
    return value.rstrip("/")


def _place(name: str, value: str) -> URL:
    """The address of a database taken apart. It may hold a password: no sentence repeats it."""
    try:
        return make_url(value)
    except (ArgumentError, ValueError):
        raise SettingsError(f"{PREFIX}{name} cannot be read as the address of a database.") from None


def _secret_key(value: str, instance: Path) -> str:
    if not value:
        return _own_secret(instance)
    if len(value) < SHORTEST_KEY:
        raise SettingsError(f"TANDEM_SECRET_KEY is shorter than {SHORTEST_KEY} characters.")
    return value


def _own_secret(instance: Path) -> str:
    """Make a key on first start and keep it; O_EXCL lets only one of two starting processes make it."""
    path = instance / "secret_key"
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text().strip()
        if len(kept) < SHORTEST_KEY:
            raise SettingsError(f"The key kept in {path} is too short to be one. Was it cut off?") from None
        return kept
    except OSError as fault:
        raise SettingsError(f"TANDEM_INSTANCE: {instance} cannot be written ({fault.strerror}).") from fault
    made = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


def _fallbacks(value: Any) -> tuple[str, ...]:
    listed = [part.strip() for part in value.split(",")] if isinstance(value, str) else list(value)
    keys = tuple(part for part in listed if part)
    if any(len(key) < SHORTEST_KEY for key in keys):
        raise SettingsError(
            f"TANDEM_SECRET_KEY_FALLBACKS holds a key shorter than {SHORTEST_KEY} characters."
        )
    return keys


def _base_url(value: str) -> str:
    parts = _site(value)
    if parts is None or parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsError("TANDEM_BASE_URL must be an address like https://tandem.example, without a path.")
    return f"{parts.scheme}://{parts.netloc}"


def _site(value: str) -> SplitResult | None:
    """An address taken apart, where its scheme, host and port can be; None elsewhere."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    named = _HOST.fullmatch(parts.hostname or "") and "@" not in parts.netloc
    return parts if parts.scheme in {"http", "https"} and named and port != 0 else None
