"""The proxy uses the machine's own nginx if it is usable, otherwise the nginx of the Python package."""

from __future__ import annotations

from pathlib import Path

import pytest

from amrutam.embedded.binaries import nginx_program

MODULES = "--with-http_ssl_module --with-http_v2_module --with-http_realip_module"


@pytest.mark.parametrize(
    ("told", "is_used"),
    [
        (f"nginx version: nginx/1.22.0\nconfigure arguments: {MODULES}", True),
        (f"nginx version: nginx/1.31.3\nconfigure arguments: {MODULES}", True),
        (f"nginx version: nginx/1.21.6\nconfigure arguments: {MODULES}", False),
        ("nginx version: nginx/1.31.3\nconfigure arguments: --with-http_ssl_module", False),
        ("another program", False),
    ],
)
def test_a_suitable_nginx_on_the_path_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, *, is_used: bool
) -> None:
    own = tmp_path / "nginx"
    own.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = nginx_program()
    assert (found.program == own) is is_used
