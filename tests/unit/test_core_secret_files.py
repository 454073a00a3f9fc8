"""Secret settings can be read from the files that systemd credentials, Compose and Kubernetes provide."""

from __future__ import annotations

from pathlib import Path

import pytest

from amrutam.core.settings import load_settings

SECRETS = {
    "AMRUTAM_DATABASE_URL": "postgresql://app:pass@db/amrutam\n",
    "AMRUTAM_REDIS_URL": "redis://cache\n",
    "AMRUTAM_SECRET_KEY": "k1:0123456789abcdef0123456789abcdef\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in SECRETS.items():
        (tmp_path / name).write_text(value)
    monkeypatch.setenv("AMRUTAM_SECRETS_DIRECTORY", str(tmp_path))
    return tmp_path


def test_a_file_holds_a_setting_and_its_last_newline_is_no_part_of_it(folder: Path) -> None:
    settings = load_settings()
    assert settings.database_url == "postgresql://app:pass@db/amrutam"
    assert settings.secret_key == "k1:0123456789abcdef0123456789abcdef"


def test_the_environment_goes_before_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMRUTAM_REDIS_URL", "redis://another")
    assert load_settings().redis_url == "redis://another"


def test_a_bad_value_in_a_file_is_named_and_not_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "AMRUTAM_DATABASE_URL").write_text("mysql://app:pass@db/amrutam")
    with pytest.raises(SystemExit) as left:
        load_settings()
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "AMRUTAM_DATABASE_URL" in said
    assert "pass" not in said


def test_a_folder_that_is_not_there_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMRUTAM_SECRETS_DIRECTORY", str(folder / "none"))
    with pytest.raises(SystemExit) as left:
        load_settings()
    assert left.value.code == 2
    assert "AMRUTAM_SECRETS_DIRECTORY" in capsys.readouterr().err
