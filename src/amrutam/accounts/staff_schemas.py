"""What staff's calls take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

StaffRole = Literal["doctor", "admin", "desk"]
Password = Annotated[str, Field(min_length=1, max_length=128)]
Code = Annotated[
    str, Field(max_length=32, description="The authenticator's code, or a recovery code")
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Invitation(_Body):
    email: str = Field(min_length=3, max_length=254, examples=["meera@clinic.example"])
    role: StaffRole


class StaffChange(_Body):
    role: StaffRole | None = None
    disabled: bool | None = Field(default=None, strict=True)

    @model_validator(mode="after")
    def _something(self) -> StaffChange:
        if self.role is None and self.disabled is None:
            raise ValueError("must change something")
        return self


class StaffView(BaseModel):
    id: UUID
    email: str | None
    role: StaffRole
    doctor_id: UUID | None
    disabled: bool
    has_password: bool
    has_factor: bool
    passkeys: int = Field(description="How many there are")
    created_at: datetime
    last_seen_at: datetime | None


class StaffPage(BaseModel):
    items: list[StaffView]
    next_cursor: str | None


class Invited(BaseModel):
    id: UUID


class ForgottenRequest(_Body):
    email: str = Field(min_length=3, max_length=254)


class PasswordByLink(_Body):
    token: str = Field(min_length=1, max_length=128, description="What stands behind # in the link")
    password: Password
    totp: Code | None = Field(default=None, description="Of whoever has a factor already")


class PasswordChange(_Body):
    current_password: Password
    password: Password


class StepUp(_Body):
    """Either password and factor, or a passkey."""

    password: Password | None = None
    totp: Code | None = None
    passkey: dict[str, Any] | None = Field(
        default=None, description="AuthenticationResponseJSON for POST /v1/auth/step-up/options"
    )

    @model_validator(mode="after")
    def _one(self) -> StepUp:
        if (self.password is None) == (self.passkey is None):
            raise ValueError("must have a password or a passkey")
        return self


class FactorView(BaseModel):
    """Shown once."""

    totp_uri: str | None = Field(description="For an authenticator app; null: it is as before")
    recovery_codes: list[str]


class PendingFactor(BaseModel):
    totp_uri: str
    pending: str = Field(description="To be sent back with a code of the new authenticator")


class FactorProof(_Body):
    pending: str = Field(min_length=1, max_length=1024)
    code: str = Field(min_length=1, max_length=16)


class RecoveryCodes(BaseModel):
    recovery_codes: list[str] = Field(description="Shown once; those of before are worth nothing")


class OwnSession(BaseModel):
    id: UUID
    current: bool
    browser: bool = Field(description="False: a program's token pair")
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class OwnSessions(BaseModel):
    items: list[OwnSession]
