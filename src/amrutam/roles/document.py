"""Makes the text of the api role's OpenAPI document, which depends on the code alone."""

from __future__ import annotations

import json

from amrutam.core.http.openapi import describe
from amrutam.core.settings import Settings
from amrutam.roles import api


def openapi_text() -> str:
    """The OpenAPI document as JSON with sorted keys and a line break at the end.

    The function reads no settings and opens no connection.
    """
    settings = Settings.model_construct(  # no connection is opened  # nosec B106
        database_url="", redis_url="", secret_key=""
    )
    app, _ = api.create(settings)
    return json.dumps(describe(app), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
