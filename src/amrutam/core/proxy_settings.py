"""Settings of the public proxy: what it is configured and watched with. None of them is secret."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from amrutam.core import setting_values as values


class ProxySettings(BaseSettings):
    """Read from `AMRUTAM_*` environment variables; times in seconds unless the name says other."""

    model_config = SettingsConfigDict(
        env_prefix="AMRUTAM_", env_ignore_empty=True, frozen=True, allow_inf_nan=False
    )

    # The proxy of `amrutam up`, and of `amrutam proxy`
    rate_limits: Literal["on", "off"] = "on"
    rate_limit_proxy: str = Field(
        default="6000/60",
        description="Of an address at the proxy, pages included, before all others",
    )
    proxy_health_seconds: float = Field(
        default=0.5, gt=0, description="Between two looks at a server"
    )
    proxy_patience_seconds: float = Field(
        default=1.0, gt=0, description="A server that is silent for longer gets no requests"
    )
    proxy_read_seconds: float = Field(
        default=6.0, gt=0, description="Then a read that one server did not answer goes to another"
    )
    proxy_certificate_seconds: float = Field(
        default=3600, gt=0, description="Between two looks at the end of `--tls`'s certificate"
    )
    proxy_cache_megabytes: int = Field(default=64, ge=1, description="Kept pages, on disk")

    @field_validator("rate_limit_proxy")
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        values.check_rate(value)
        return value
