"""GraphiQL, which `GET /graphql` shows to browsers outside production, unless introspection is off.

`scripts/build-web` builds the page in a checkout. An installed package has no such page; browsers
then get the same answer as programs.
"""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe

from starlette.responses import Response

from amrutam.core.settings import Settings
from amrutam.protocols.graphql.documents import introspects

_PAGE = Path(__file__).parents[4] / "web" / "graphiql" / "dist" / "page.html"
_NONCE = '"NONCE"'
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; font-src data:; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def explorer_page(settings: Settings, accept: str) -> Response | None:
    """Returns the GraphiQL page for a request that accepts HTML, otherwise None.

    The result is also None where the page is not offered: in production, without introspection, or where
    the page was not built. The caller then executes the GraphQL document of the request.
    """
    if settings.environment == "production" or not introspects(settings):
        return None
    if "text/html" not in accept or not _PAGE.exists():
        return None
    nonce = token_urlsafe(16)
    headers = {
        "content-security-policy": _POLICY.format(nonce=nonce),
        "cache-control": "no-store",  # a nonce is used once
        "vary": "accept",
    }
    page = _PAGE.read_text().replace(_NONCE, f'"{nonce}"')
    return Response(page, headers=headers, media_type="text/html")
