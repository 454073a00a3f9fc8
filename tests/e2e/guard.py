"""What a page complains of in its console fails the test that looked at it: the policy's words above all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, WebError


@dataclass
class Guard:
    """Watches every page of a context. `expects` names what a test brings about on purpose."""

    complaints: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._thrown)

    def expects(self, *patterns: str) -> None:
        """Regular expressions of complaints that are part of what is shown, as a 409's line is."""
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
