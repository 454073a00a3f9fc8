"""Request and answer bodies of the accounts' routes."""

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
from amrutam.core.http.json_body import Body
from amrutam.core.text import plain_name
from amrutam.core.zones import ZoneName, zone_if_known

NOT_BORN = "must be a date on which a living person can have been born"

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class CodeRequest(Body):
    channel: Literal["email", "sms"]
    address: str = Field(min_length=3, max_length=254, examples=["asha@example.org"])
    # A browser may send a zone that this platform does not know yet; an unknown zone must not prevent
    # a sign-in.
    time_zone: Annotated[str, Field(max_length=64, examples=["America/New_York"])] | None = Field(
        default=None,
        description="Time zone of a new account, used for times in its messages; an unknown zone is ignored",
    )

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        return name and zone_if_known(name)


class ChallengeView(BaseModel):
    challenge_id: UUID
    expires_at: datetime
    resend_at: datetime = Field(description="When another code can be requested")


class CodeSignIn(Body):
    challenge_id: UUID
    code: str = Field(min_length=1, max_length=16, examples=["123456"])


class PasswordSignIn(Body):
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=128)
    totp: str | None = Field(
        default=None,
        max_length=32,
        description="The code of the authenticator app, or a recovery code",
    )


class PasskeySignIn(Body):
    passkey: dict[str, Any] = Field(
        description="The browser's answer to the options of POST /v1/auth/passkey/options, as AuthenticationResponseJSON (WebAuthn 3, 5.1.8)"
    )


def _kind_of(body: Any) -> str:
    # Pydantic passes a dictionary when it validates a request, and a model when it serialises one.
    # For a list or a number the result does not matter, because each of the models refuses the value.
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


class RefreshRequest(Body):
    refresh_token: str = Field(min_length=1, max_length=256)


class SignOutRequest(Body):
    everywhere: bool = Field(
        default=False,
        strict=True,
        description="True ends all sessions of the account, not only this one",
    )


class ContactView(BaseModel):
    channel: Channel
    masked: str = Field(examples=["a***@example.org"])


class AccountView(BaseModel):
    id: UUID
    role: Role
    name: str = Field(description="The owner's name; empty until the owner gives it")
    patient_id: UUID = Field(description="The id of the account's owner as a patient")
    doctor_id: UUID | None = Field(
        description="The id of the doctor whose account this is; null for other accounts"
    )
    email: str | None
    phone: str | None
    verified_contact: ContactView | None = Field(
        description="The address for codes and messages; null unless this session has verified the address"
    )
    locale: Locale
    time_zone: str
    created_at: datetime


class TokenView(BaseModel):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a name out of RFC 6750
    expires_in: int = Field(description="Lifetime of the access token in seconds")
    refresh_token: str
    account: AccountView


class SessionView(BaseModel):
    csrf_token: str = Field(
        description="Send this token as X-CSRF-Token with POST, PUT, PATCH and DELETE"
    )
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


class AccountChange(Body):
    name: Annotated[PersonName, AfterValidator(plain_name)] | None = None
    locale: Locale | None = None
    time_zone: ZoneName | None = None


FamilyRelation = Literal["spouse", "child", "parent", "other"]


def _born(born: date | None) -> date | None:
    """Returns the birth date; raises `ValueError` for a date before 1900.

    `actions.py`, which knows the account's local day, refuses dates in the future.
    """
    if born is not None and born < date(1900, 1, 1):
        raise ValueError(NOT_BORN)
    return born


BirthDate = Annotated[Day | None, AfterValidator(_born)]


class NewPatient(Body):
    name: Annotated[PersonName, AfterValidator(plain_name)]
    relation: FamilyRelation
    birth_date: BirthDate = None
    gender: Gender | None = None


class PatientChange(Body):
    """A change of a patient. A field that is left out stays.

    Null removes a birth date or gender, and leaves name and relation as they are.
    """

    name: Annotated[PersonName, AfterValidator(plain_name)] | None = None
    relation: FamilyRelation | None = Field(
        default=None, description="How a family member is related to the account's owner"
    )
    birth_date: BirthDate = None
    gender: Gender | None = None

    def given(self) -> dict[str, Any]:
        """Returns the new values by field name, without fields that stay.

        None, as birth date or gender, removes the value.
        """
        sent = self.model_dump(exclude_unset=True)
        return {k: v for k, v in sent.items() if v is not None or k in ("birth_date", "gender")}


class OwnCodeRequest(Body):
    purpose: Literal["proof", "closing"] = Field(
        description="What the code is for. `proof`: for POST /v1/auth/step-up; `closing`: for POST /v1/me/close"
    )


class NewEmail(Body):
    email: str = Field(min_length=3, max_length=254, examples=["asha@example.org"])


class EmailProof(Body):
    challenge_id: UUID
    new_code: str = Field(
        min_length=1, max_length=16, description="The code that was sent to the new address"
    )
    present_code: str | None = Field(
        default=None,
        min_length=1,
        max_length=16,
        description="The code that was sent to the present address. Staff leave it out, because they prove who they are with password and second factor",
    )


class PatientView(BaseModel):
    id: UUID
    name: str
    relation: Relation
    birth_date: date | None
    gender: Gender | None


class PatientsView(BaseModel):
    items: list[PatientView]
