"""What the accounts' calls take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    field_validator,
)

from amrutam.accounts.contacts import Channel
from amrutam.accounts.models import Gender, Locale, Relation, Role
from amrutam.core.dates import Day
from amrutam.core.text import plain_name
from amrutam.core.zones import ZoneName, zone_if_known

NOT_BORN = "not a day somebody alive was born on"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CodeRequest(_Body):
    channel: Literal["email", "sms"]
    address: str = Field(min_length=3, max_length=254, examples=["asha@example.org"])
    # A browser may know a zone before this platform does: that keeps nobody from signing in.
    time_zone: Annotated[str, Field(max_length=64, examples=["America/New_York"])] | None = Field(
        default=None,
        description="Of a new account, for times in its messages; one that is not known is left out",
    )

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        return name and zone_if_known(name)


class ChallengeView(BaseModel):
    challenge_id: UUID
    expires_at: datetime
    resend_at: datetime = Field(description="From then on another code may be asked for")


class CodeSignIn(_Body):
    challenge_id: UUID
    code: str = Field(min_length=1, max_length=16, examples=["123456"])


class PasswordSignIn(_Body):
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=128)
    totp: str | None = Field(
        default=None, max_length=32, description="The authenticator's code, or a recovery code"
    )


class PasskeySignIn(_Body):
    passkey: dict[str, Any] = Field(
        description="AuthenticationResponseJSON (WebAuthn 3, 5.1.8) for POST /v1/auth/passkey/options"
    )


def _kind_of(body: Any) -> str:
    # A model is asked when it is written out again; a list or a number is refused as either kind.
    fields = body if isinstance(body, dict) else getattr(body, "__dict__", {})
    if "passkey" in fields:
        return "by-passkey"
    return "by-password" if "email" in fields or "password" in fields else "by-code"


SignIn = Annotated[
    Annotated[CodeSignIn, Tag("by-code")]
    | Annotated[PasswordSignIn, Tag("by-password")]
    | Annotated[PasskeySignIn, Tag("by-passkey")],
    Discriminator(_kind_of),
]


class RefreshRequest(_Body):
    refresh_token: str = Field(min_length=1, max_length=256)


class SignOutRequest(_Body):
    everywhere: bool = Field(
        default=False, strict=True, description="End all sessions of the account, not this alone"
    )


class ContactView(BaseModel):
    channel: Channel
    masked: str = Field(examples=["a***@example.org"])


class AccountView(BaseModel):
    id: UUID
    role: Role
    name: str = Field(description="Empty until it is told")
    patient_id: UUID = Field(description="Oneself, as a patient")
    doctor_id: UUID | None = Field(description="Oneself, as a doctor")
    email: str | None
    phone: str | None
    verified_contact: ContactView | None = Field(
        description="Where codes and messages go, if it was proved in this session"
    )
    locale: Locale
    time_zone: str
    created_at: datetime


class TokenView(BaseModel):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a name out of RFC 6750
    expires_in: int = Field(description="Seconds")
    refresh_token: str
    account: AccountView


class SessionView(BaseModel):
    csrf_token: str = Field(description="To be sent as X-CSRF-Token on unsafe methods")
    account: AccountView


class CsrfView(BaseModel):
    csrf_token: str


class PublicKey(BaseModel):
    model_config = ConfigDict(extra="allow")

    kty: str
    kid: str
    alg: str
    use: str


class PublicKeys(BaseModel):
    keys: list[PublicKey]


class AccountChange(_Body):
    name: Annotated[Name, AfterValidator(plain_name)] | None = None
    locale: Locale | None = None
    time_zone: ZoneName | None = None


class NewPatient(_Body):
    name: Annotated[Name, AfterValidator(plain_name)]
    relation: Literal["spouse", "child", "parent", "other"]
    birth_date: Day | None = None
    gender: Gender | None = None

    @field_validator("birth_date")
    @classmethod
    def _born(cls, born: date | None) -> date | None:
        """That it is not to come is checked where the account's own day is known."""
        if born is not None and born < date(1900, 1, 1):
            raise ValueError(NOT_BORN)
        return born


class PatientView(BaseModel):
    id: UUID
    name: str
    relation: Relation
    birth_date: date | None
    gender: Gender | None


class PatientsView(BaseModel):
    items: list[PatientView]
