"""Makes plain HTML pages that do not need the website: no script, and one style, which the pages' policy allows."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "article{border-top:1px solid #767676;padding:1rem 0}pre{white-space:pre-wrap;font:inherit}"
)
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()

POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
"""The Content-Security-Policy to send with these pages."""


def page(title: str, body: str) -> str:
    """The page's HTML. `title` is plain text, which is escaped; `body` is HTML, which is inserted unchanged."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>{body}</html>"
    )
