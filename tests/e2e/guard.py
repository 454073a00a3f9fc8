"""Fails a test when a page that the test opened writes an error or a warning to the browser's console.

Above all, this finds violations of the page's Content-Security-Policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, WebError


@dataclass
class Guard:
    """Watches every page of the browser contexts that are passed to `watch`, and collects their messages."""

    complaints: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._thrown)

    def expects(self, *patterns: str) -> None:
        """Adds regular expressions of messages that the test causes on
        purpose, such as Chromium's about a 409 answer.
        """
        self._expected.extend(patterns)

    def check(self) -> None:
        left = [text for text in self.complaints if not self._is_expected(text)]
        assert not left, "the console says:\n" + "\n".join(left)

    def _is_expected(self, text: str) -> bool:
        return any(re.search(pattern, text) for pattern in self._expected)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _thrown(self, error: WebError) -> None:
        self.complaints.append(f"thrown: {error.error}")
