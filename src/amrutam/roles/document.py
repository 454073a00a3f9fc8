"""The api role's OpenAPI document as a text: the same for the same code, wherever it is made."""

from __future__ import annotations

import json

from amrutam.core.http.openapi import describe
from amrutam.core.settings import Settings
from amrutam.roles import api


def openapi_text() -> str:
    """Sorted, without times or addresses. Reads no settings, and connects to nothing."""
    settings = Settings.model_construct(  # nothing is opened with it  # nosec B106
        database_url="", redis_url="", secret_key=""
    )
    app, _ = api.create(settings)
    return json.dumps(describe(app), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
