"""The demo's mail sink: receives messages of up to 1 MB, delivers none, and shows the last 200.

`python -m amrutam.embedded.mailbox <smtp port> <http port>` runs it, on loopback only. `GET /demo/mailbox`
answers with a page, or for `Accept: application/json` with `{"items": [...]}`, whose items have the
fields of `Letter`; `?to=` lists one recipient's messages.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape

import msgspec
import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from amrutam.core.http import html_pages
from amrutam.embedded.ports import LOOPBACK

_KEPT = 200
_LARGEST_BYTES = 1_000_000
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": html_pages.POLICY,
    "referrer-policy": "no-referrer",
    "vary": "accept",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A received message: envelope recipients, subject, and its plain text (its HTML if it has no plain text).

    `received_at` is in UTC.
    """

    to: list[str]
    subject: str
    text: str
    received_at: datetime


class Mailbox:
    """aiosmtpd's handler, with the last `_KEPT` messages that it has received. A message is parsed when it is shown."""

    def __init__(self) -> None:
        self._seen: deque[tuple[list[str], bytes, datetime]] = deque(maxlen=_KEPT)

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Stores a message; returns the SMTP answer."""
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        self._seen.appendleft((envelope.rcpt_tos, raw, datetime.now(UTC)))
        return "250 Kept for the demo"

    def sent_to(self, address: str | None) -> list[Letter]:
        """The messages to that address, newest first; all messages if `address` is None or empty.

        Upper and lower case count as equal.
        """
        wanted = (address or "").casefold()
        return [
            read_letter(raw, recipients, received_at)
            for recipients, raw, received_at in self._seen
            if not wanted or wanted in (to.casefold() for to in recipients)
        ]

    async def show(self, request: Request) -> Response:
        """The answer to GET /demo/mailbox, as JSON or HTML."""
        letters = self.sent_to(request.query_params.get("to"))
        if "application/json" in request.headers.get("accept", ""):
            body = msgspec.json.encode({"items": [asdict(letter) for letter in letters]})
            return Response(body, headers=_HEADERS, media_type="application/json")
        return HTMLResponse(page(letters), headers=_HEADERS)


def read_letter(raw: bytes, recipients: list[str], received_at: datetime) -> Letter:
    """Parses the bytes of an e-mail (RFC 5322). `recipients` are those of the envelope; `received_at` is in UTC."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    part = message.get_body(("plain", "html"))
    text = part.get_content() if part else ""
    return Letter(list(recipients), str(message["subject"] or ""), text, received_at)


def page(letters: list[Letter]) -> str:
    """The messages as an HTML page."""
    shown = "".join(_article(letter) for letter in letters) or "<p>No message yet.</p>"
    return html_pages.page(
        "Demo mailbox",
        f"<p>The last {_KEPT} messages that this platform has sent since it started, newest first. None was "
        f"delivered. Reload to see new ones.</p><main>{shown}</main>",
    )


def _article(letter: Letter) -> str:
    return (
        f"<article><h2>{escape(letter.subject)}</h2><p>To {escape(', '.join(letter.to))}, "
        f"<time datetime='{letter.received_at.isoformat()}'>{letter.received_at:%H:%M:%S} UTC</time>"
        f"</p><pre>{escape(letter.text)}</pre></article>"
    )


async def serve(smtp_port: int, http_port: int) -> None:
    """Runs the SMTP server and the HTTP server on loopback until the process is asked to stop.

    Raises `OSError` if the SMTP port is in use.
    """
    mailbox = Mailbox()
    loop = asyncio.get_running_loop()
    sink = await loop.create_server(
        lambda: SMTP(mailbox, data_size_limit=_LARGEST_BYTES, enable_SMTPUTF8=True, loop=loop),
        LOOPBACK,
        smtp_port,
    )
    app = Starlette(routes=[Route("/demo/mailbox", mailbox.show)])
    config = uvicorn.Config(
        app, LOOPBACK, http_port, access_log=False, log_level="warning", server_header=False,
        timeout_keep_alive=120, timeout_graceful_shutdown=1,
    )  # fmt: skip
    async with sink:
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
