"""Request and answer bodies of passkeys' routes.

Credentials and options are in the JSON forms that WebAuthn defines (WebAuthn 3, 5.1).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from amrutam.core.http.json_body import Body
from amrutam.core.text import plain_name

_NameText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(plain_name),
]


class PasskeyOptions(BaseModel):
    public_key: dict[str, Any] = Field(
        description="The options, for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`"
    )


class NewPasskey(Body):
    name: _NameText = Field(examples=["Phone"])
    credential: dict[str, Any] = Field(
        description="The passkey that the browser created, as RegistrationResponseJSON: the credential's `toJSON()` (WebAuthn 3, 5.1.8)"
    )


class PasskeyName(Body):
    name: _NameText


class PasskeyMade(BaseModel):
    id: UUID


class PasskeyView(BaseModel):
    id: UUID
    name: str
    backed_up: bool = Field(
        description="True if the passkey has a backup, so that it is not lost with the device"
    )
    created_at: datetime
    last_used_at: datetime | None


class PasskeysView(BaseModel):
    items: list[PasskeyView]
