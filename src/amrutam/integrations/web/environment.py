"""The environment variables with which the website's server is started."""

from __future__ import annotations

import shlex
from urllib.parse import urlsplit

from amrutam.core.key_ring import Keyring
from amrutam.core.settings import Settings


def website_environment(settings: Settings) -> dict[str, str]:
    """The website's environment variables by name.

    `AMRUTAM_WEB_PORT` is left out if the setting `web_url` names no port, `AMRUTAM_WEB_REDIS_URL` if its
    setting is empty. The environment contains two of the platform's secrets, which the website needs.
    """
    keyring = Keyring.from_secret(settings.secret_key)
    port = urlsplit(settings.web_url).port
    return {
        "AMRUTAM_INTERNAL_API_URL": settings.internal_api_url,
        "AMRUTAM_PUBLIC_URL": settings.public_url,
        "AMRUTAM_REVALIDATE_SECRET": keyring.secret("revalidate"),
        "AMRUTAM_WEBSITE_SECRET": keyring.secret("website"),
        **({"AMRUTAM_WEB_PORT": str(port)} if port else {}),
        **({"AMRUTAM_WEB_REDIS_URL": settings.web_redis_url} if settings.web_redis_url else {}),
    }


def shell_lines(environment: dict[str, str]) -> list[str]:
    """Returns a line `export NAME=value` for each of these environment variables, quoted for a POSIX shell."""
    return [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
