"""E-mail addresses and phone numbers: normalised, encrypted at rest, found by a blind index."""

from __future__ import annotations

from typing import Literal

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring

Channel = Literal["email", "sms"]
_HOME_REGION = "IN"


def normalised(channel: Channel, address: str) -> str:
    """Returns an e-mail address in lower case, or a phone number as E.164; a number without a country code is Indian.

    A domain with other letters than ASCII is returned in its ASCII form (RFC 5890).

    Raises `Invalid`, with the pointer `/address`, for a text that is not an e-mail address (for the
    channel `email`) or phone number (for `sms`). The part of an e-mail address before the @ is put
    in lower case too, so that two spellings of one address do not become two accounts, although RFC
    5321 (2.4) allows a mail server to distinguish such spellings.
    """
    return _email(address, "/address") if channel == "email" else _phone(address)


def normalised_email(email: str) -> str:
    """Returns an e-mail address in lower case, as `normalised` does.

    Raises `Invalid`, with the pointer `/email`, for a text that is no e-mail address.
    """
    return _email(email, "/email")


def staff_address(email: str) -> str:
    """Returns an e-mail address in its normalised form. A text that is no e-mail address is returned in lower case."""
    try:
        return normalised_email(email)
    except Invalid:
        return email.lower()  # an invalid address is refused after the same work as a valid one


def _email(address: str, pointer: str) -> str:
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as reason:
        raise Invalid.field(
            pointer, "must be an e-mail address to which mail can be sent"
        ) from reason
    return (found.ascii_email or found.normalized).lower()


def _phone(address: str) -> str:
    try:
        number = phonenumbers.parse(address, _HOME_REGION)
    except phonenumbers.NumberParseException as reason:
        raise Invalid.field("/address", "must be a phone number") from reason
    if not phonenumbers.is_valid_number(number):
        raise Invalid.field("/address", "must be a valid phone number of some country")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mailbox_of(address: str) -> str:
    """Returns a normalised e-mail address without its tag (RFC 5233): `a@example.org` for `a+news@example.org`.

    Many mail servers put the mails to both addresses into one mailbox. A phone number is returned
    unchanged.
    """
    name, at, domain = address.partition("@")
    return f"{name.partition('+')[0] or name}{at}{domain}" if at else address


def sealed_address(keyring: Keyring, address: str) -> tuple[bytes, bytes]:
    """Returns (encrypted address, blind index) of a normalised address, as the database stores them.

    Both are made with the newest key; `address_indexes` returns the index under every key.
    """
    plain = address.encode()
    return keyring.seal("contact", plain), keyring.mac("contact-index", plain)


def opened_address(keyring: Keyring, sealed: bytes | None) -> str | None:
    """Decrypts an address that `sealed_address` encrypted; None for None.

    Raises `SealBroken` if no key of the ring decrypts the address.
    """
    return keyring.open("contact", sealed).decode() if sealed is not None else None


def address_indexes(keyring: Keyring, address: str) -> list[bytes]:
    """Returns the blind index of a normalised address under each key of the ring, newest first.

    A stored address has the index of one key.
    """
    return keyring.macs("contact-index", address.encode())


def masked_address(channel: Channel, address: str) -> str:
    """Returns a normalised address in masked form, which its owner recognises: `a***@example.org`, `+91******3210`."""
    if channel == "email":
        name, _, domain = address.partition("@")
        return f"{name[0]}***@{domain}"
    return f"{address[:3]}{'*' * (len(address) - 7)}{address[-4:]}"
