"""The caller of a request, accounts and patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Role = Literal["patient", "doctor", "admin", "desk"]
Locale = Literal["en", "hi"]
Relation = Literal["self", "spouse", "child", "parent", "other"]
Gender = Literal["female", "male", "other"]


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in account.

    `contact_verified`: its e-mail address or phone number was verified in this session.
    """

    account_id: UUID
    role: Role
    session_id: UUID
    contact_verified: bool


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in.

    Addresses are decrypted. `doctor_id` is the doctor whose account it is; None for others.
    """

    id: UUID
    role: Role
    locale: Locale
    time_zone: str
    email: str | None
    phone: str | None
    created_at: datetime
    doctor_id: UUID | None


@dataclass(frozen=True, slots=True)
class Patient:
    """A person who is treated: the account's owner or a family member.

    `name` is empty until it is given.
    """

    id: UUID
    name: str
    relation: Relation = "self"
    birth_date: date | None = None
    gender: Gender | None = None
