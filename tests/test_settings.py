"""A wrong setting stops the start with a sentence that names it."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from plugin.setting_values import SettingsError
from plugin.settings import SHORTEST_KEY, Settings, read_settings

LONG = "x" * SHORTEST_KEY


def told(tmp_path: Path, **environ: str) -> Settings:
    return read_settings({"TANDEM_INSTANCE": str(tmp_path), **environ})


def test_defaults_are_enough_to_start(tmp_path: Path) -> None:
    settings = told(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'tandem.db'}"
    assert settings.allow_private_hosts is False


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    assert told(tmp_path, TANDEM_BASE_URL="https://tandem.example/").base_url == "https://tandem.example"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://[2001:db8::1]:8443", "https://a-b.example"]
)
def test_the_world_may_reach_us_by_name_or_number(tmp_path: Path, address: str) -> None:
    assert told(tmp_path, TANDEM_BASE_URL=address).base_url == address


def test_other_programs_variables_are_not_ours(tmp_path: Path) -> None:
    assert read_settings({"TANDEM_INSTANCE": str(tmp_path), "PATH": "/bin", "TANDEM_EFFORT": "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TANDEM_COLOUR", "green"),
        ("TANDEM_BASE_URL", "tandem.example"),
        ("TANDEM_BASE_URL", "ftp://tandem.example"),
        ("TANDEM_BASE_URL", "https://tandem.example/app"),
        ("TANDEM_BASE_URL", "https://tandem.example:99999"),
        ("TANDEM_BASE_URL", "https://ana:secret@tandem.example"),
        ("TANDEM_BASE_URL", "https://[::1"),
        ("TANDEM_BASE_URL", "https://tandem example"),
        ("TANDEM_BASE_URL", "https://tandem.example;script-src"),
        ("TANDEM_BASE_URL", "https://tandem.example#top"),
        ("TANDEM_INSTANCE", " "),
        ("TANDEM_DATABASE_URL", "mysql://localhost/tandem"),
        ("TANDEM_DATABASE_URL", "postgresql://localhost:many/tandem"),
        ("TANDEM_DATABASE_URL", "postgresql://localhost"),
        ("TANDEM_DATABASE_URL", "sqlite:///"),
        ("TANDEM_DATABASE_URL", "sqlite:///:memory:"),
        ("TANDEM_QUEUE_URL", "redis://localhost"),
        ("TANDEM_QUEUE_URL", "postgresql://localhost:many/tandem"),
        ("TANDEM_SECRET_KEY", "short"),
        ("TANDEM_SECRET_KEY_FALLBACKS", f"{LONG},short"),
        ("TANDEM_ALLOW_PRIVATE_HOSTS", "perhaps"),
        ("TANDEM_PROXIES", "two"),
        ("TANDEM_PROXIES", "-1"),
        ("TANDEM_VISIT_HOURS", "0"),
        ("TANDEM_LOG_LEVEL", "LOUD"),
        ("TANDEM_FILES_URL", "/var/files"),
        ("TANDEM_FILES_URL", "s3://"),
        ("TANDEM_FILES_URL", "s3://b"),
        ("TANDEM_FILES_URL", "s3://key:secret@bucket"),
        ("TANDEM_FILES_URL", "https://bucket.example/files"),
        ("TANDEM_LARGEST_FILE_MB", "0"),
        ("TANDEM_LARGEST_FILE_MB", "much"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({"TANDEM_INSTANCE": str(tmp_path), name: value})


def test_a_secret_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    first, second = told(tmp_path), told(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= SHORTEST_KEY
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_kept_secret_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("cut")
    with pytest.raises(SettingsError, match="secret_key"):
        told(tmp_path)


def test_an_instance_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="TANDEM_INSTANCE"):
        told(tmp_path / "file" / "inside")


def test_fallback_keys_follow_the_key_that_signs(tmp_path: Path) -> None:
    settings = told(tmp_path, TANDEM_SECRET_KEY=LONG, TANDEM_SECRET_KEY_FALLBACKS=f"{'y' * 40}, {'z' * 40}")
    assert settings.keys == (LONG, "y" * 40, "z" * 40)


def test_the_program_says_it_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    from plugin import cli

    monkeypatch.setenv("TANDEM_INSTANCE", str(tmp_path))
    monkeypatch.setenv("TANDEM_PROXIES", "two")
    monkeypatch.setattr("sys.argv", ["tandem", "upgrade"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "TANDEM_PROXIES" in capsys.readouterr().err


def test_a_bucket_needs_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(tmp_path, TANDEM_FILES_URL="s3://bucket/files/").files_url == "s3://bucket/files"

    monkeypatch.setattr("plugin.settings.find_spec", lambda _name: None)
    with pytest.raises(SettingsError, match=r"tandem\[s3\]"):
        told(tmp_path, TANDEM_FILES_URL="s3://bucket/files")
