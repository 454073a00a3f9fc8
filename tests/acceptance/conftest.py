"""Starts a platform for each module by `amrutam up`, and a mailbox for its mail."""

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
    """Returns environment variables for the module's platform; a module overrides this fixture to change settings."""
    return {}


@pytest.fixture(scope="module")
def platform(inbox: Inbox, more_settings: dict[str, str]) -> Iterator[Platform]:
    """Yields the running platform, which the tests of the module share.

    A test that stops the platform must start it again.
    """
    with tempfile.TemporaryDirectory(prefix="amrutam platform ") as folder:
        environment = {"AMRUTAM_SMTP_URL": inbox.url, "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "2"}
        environment |= more_settings
        started = Platform(Path(folder) / "its data", free_port(), environment)
        started.start()
        try:
            yield started
        finally:
            started.stop()
