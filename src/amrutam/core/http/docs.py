"""Serves `/docs`: Swagger UI from files of this installation, without a content delivery network or inline scripts.

Of the package `fastapi-swagger` only the files are used, which are unchanged copies of those of `swagger-ui-dist`
(docs/decisions/0031-docs-are-swagger-ui-from-a-locked-package.md).
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.errors import NotFound
from amrutam.core.http import etags, openapi

_OWN = Path(__file__).parent / "assets"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
          ".png": "image/png", ".html": "text/html; charset=utf-8"}  # fmt: skip
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def mount_docs(app: FastAPI) -> None:
    """Adds `/docs` and its files to the app, and makes `/openapi.json` serve the document of `openapi.describe`."""
    files = {path.name: path for path in _files()}

    async def page(_request: Request) -> Response:
        return _answer(files["docs.html"], {"content-security-policy": _POLICY})

    async def asset(request: Request) -> Response:
        path = files.get(request.path_params["name"])
        if path is None:
            raise NotFound
        return _fresh_or_unchanged(request, path)

    document: dict[str, object] = {}

    def describe_once() -> dict[str, object]:
        if not document:
            document.update(openapi.describe(app))
        return document

    app.openapi = describe_once  # type: ignore[method-assign]  # FastAPI's documented way
    app.add_api_route("/docs", page, methods=["GET"], include_in_schema=False)
    app.add_api_route("/docs/{name}", asset, methods=["GET"], include_in_schema=False)


def _files() -> list[Path]:
    # The package is located without being imported, because only its files are used.
    package = find_spec("fastapi_swagger")
    assert package is not None  # noqa: S101 - a locked dependency is always installed
    assert package.origin is not None  # noqa: S101 - a package with an `__init__.py` has an origin
    theirs = Path(package.origin).parent / "resources"
    return [path for folder in (theirs, _OWN) for path in folder.iterdir() if path.suffix in _TYPES]


def _answer(path: Path, headers: dict[str, str]) -> Response:
    return Response(path.read_bytes(), 200, headers, _TYPES[path.suffix])


def _fresh_or_unchanged(request: Request, path: Path) -> Response:
    """The response with the file, or with status 304 if the browser's copy is current.

    Browsers must revalidate their copy each time, so that after an upgrade no page runs an old
    script.
    """
    tag = f'"{sha256(path.read_bytes()).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if etags.unchanged(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return _answer(path, headers)
