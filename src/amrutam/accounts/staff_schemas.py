"""Request and answer bodies of staff's routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from amrutam.accounts.models import StaffRole
from amrutam.core.http.json_body import Body

Password = Annotated[str, Field(min_length=1, max_length=128)]
Code = Annotated[
    str, Field(max_length=32, description="The code of the authenticator app, or a recovery code")
]


class Invitation(Body):
    email: str = Field(min_length=3, max_length=254, examples=["meera@clinic.example"])
    role: StaffRole


class StaffChange(Body):
    role: StaffRole | None = None
    disabled: bool | None = Field(default=None, strict=True)

    @model_validator(mode="after")
    def _something(self) -> StaffChange:
        if self.role is None and self.disabled is None:
            raise ValueError("must name at least one field to change")
        return self


class StaffView(BaseModel):
    id: UUID
    email: str | None
    role: StaffRole
    doctor_id: UUID | None
    disabled: bool
    has_password: bool
    has_factor: bool
    passkeys: int = Field(description="Number of passkeys of the account")
    created_at: datetime
    last_seen_at: datetime | None


class StaffPage(BaseModel):
    items: list[StaffView]
    next_cursor: str | None


class Invited(BaseModel):
    id: UUID


class ForgottenRequest(Body):
    email: str = Field(min_length=3, max_length=254)


class PasswordByLink(Body):
    token: str = Field(
        min_length=1,
        max_length=128,
        description="The token from the link, which is the part after #",
    )
    password: Password
    totp: Code | None = Field(
        default=None,
        description="The code of the authenticator app, or a recovery code; needed if the account has a second factor already",
    )


class PasswordChange(Body):
    current_password: Password
    password: Password


class StepUp(Body):
    """New proof of who the caller is.

    Staff send password and second factor, or a passkey; patients send a code of POST /v1/me/codes
    for the purpose `proof`.
    """

    challenge_id: UUID | None = None
    code: str | None = Field(default=None, min_length=1, max_length=16)
    password: Password | None = None
    totp: Code | None = None
    passkey: dict[str, Any] | None = Field(
        default=None,
        description="The browser's answer to the options of POST /v1/auth/step-up/options, as AuthenticationResponseJSON",
    )

    @model_validator(mode="after")
    def _one(self) -> StepUp:
        shown = [self.password, self.passkey, self.code]
        if len([each for each in shown if each is not None]) != 1:
            raise ValueError("must have exactly one of `password`, `passkey` and `code`")
        if (self.code is None) != (self.challenge_id is None):
            raise ValueError("`code` and `challenge_id` must be sent together")
        return self


class FactorView(BaseModel):
    """New secrets of the second factor, shown only in this answer. If the factor did not change, there are none."""

    totp_uri: str | None = Field(
        description="The URI for an authenticator app; null if the factor did not change"
    )
    recovery_codes: list[str]


class PendingFactor(BaseModel):
    totp_uri: str
    pending: str = Field(description="Send this value back with a code of the new authenticator")


class FactorProof(Body):
    pending: str = Field(min_length=1, max_length=1024)
    code: str = Field(min_length=1, max_length=16)


class RecoveryCodes(BaseModel):
    recovery_codes: list[str] = Field(
        description="The new recovery codes, shown once; earlier ones are no longer valid"
    )


class OwnSession(BaseModel):
    id: UUID
    current: bool
    browser: bool = Field(description="True for a browser; false for a program with a token pair")
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class OwnSessions(BaseModel):
    items: list[OwnSession]
