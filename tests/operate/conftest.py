"""Skips a test if the machine lacks a program, or root's rights, that the test's mark `requires` names."""

from __future__ import annotations

import os
import shutil

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "requires(*programs, root=False): skips the test if a program, or root's rights, are missing",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("requires"):
        missing = [f"the program {name}" for name in mark.args if shutil.which(name) is None]
        if mark.kwargs.get("root") and os.geteuid() != 0:
            missing.append("root")
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")
