"""A platform of each module's own, as `amrutam up` starts it, and the mail it sends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.launched import Inbox, Platform, free_port


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    inbox = Inbox()
    inbox.start()
    yield inbox
    inbox.stop()


@pytest.fixture(scope="module")
def more_settings() -> dict[str, str]:
    """What a module sets otherwise for its platform."""
    return {}


@pytest.fixture(scope="module")
def platform(inbox: Inbox, more_settings: dict[str, str]) -> Iterator[Platform]:
    """Runs before and after each test; a test that stops it starts it again."""
    with tempfile.TemporaryDirectory(prefix="amrutam platform ") as folder:
        environment = {"AMRUTAM_SMTP_URL": inbox.url, "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2"}
        environment |= more_settings
        started = Platform(Path(folder) / "its data", free_port(), environment)
        started.start()
        try:
            yield started
        finally:
            started.stop()
