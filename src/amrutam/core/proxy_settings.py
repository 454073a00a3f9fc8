"""Settings that the configuration and the watcher of the public proxy need. None of them is secret."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from amrutam.core import setting_values as values


class ProxySettings(BaseSettings):
    """The proxy's settings, read from the environment variables `AMRUTAM_<NAME>`; an empty variable counts as missing.

    Raises pydantic's `ValidationError` for an invalid value.
    """

    model_config = SettingsConfigDict(
        env_prefix="AMRUTAM_", env_ignore_empty=True, frozen=True, allow_inf_nan=False
    )

    # The proxy of `amrutam up` and of `amrutam proxy`
    rate_limits: Literal["on", "off"] = Field(
        default="on",
        description="`off` lifts the rate limits and the limits for one person, for load tests;"
        " production refuses it",
    )
    rate_limit_proxy: str = Field(
        default="6000/60",
        description="How many requests from one network address the proxy lets through, pages of the website included, in the form `calls/seconds`",
    )
    proxy_health_seconds: float = Field(
        default=0.5, gt=0, description="How often the proxy checks each server"
    )
    proxy_patience_seconds: float = Field(
        default=1.0,
        gt=0,
        description="A server that has not answered a check for this long gets no requests until it answers again",
    )
    proxy_read_seconds: float = Field(
        default=6.0,
        gt=0,
        description="When a server has not answered a read for this long, the proxy sends the read to"
        " another server",
    )
    proxy_certificate_seconds: float = Field(
        default=3600,
        gt=0,
        description="How often the expiry of the certificate of `amrutam up --tls` is checked",
    )
    proxy_cache_megabytes: int = Field(
        default=64, ge=1, description="Disk space in megabytes for the proxy's cache of pages"
    )

    @field_validator("rate_limit_proxy")
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        values.check_rate(value)
        return value
