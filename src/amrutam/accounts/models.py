"""Types of accounts: the caller of a request, an account and a patient."""

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

    `contact_verified`: a code sent to the account's e-mail address or phone number opened the session.
    """

    account_id: UUID
    role: Role
    session_id: UUID
    contact_verified: bool


@dataclass(frozen=True, slots=True)
class Account:
    """The record of a person who signs in.

    `email` and `phone` are decrypted and normalised; None if the account has none. `time_zone` is
    an IANA name, `created_at` is in UTC. `doctor_id` is the id of the doctor whose account this is;
    None for other accounts.
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

    `name` is empty until the account's owner gives it, and after an erasure. `birth_date` and
    `gender` are None if they are unknown.
    """

    id: UUID
    name: str
    relation: Relation = "self"
    birth_date: date | None = None
    gender: Gender | None = None
