"""Tests the rules for addresses, codes and origins."""

from __future__ import annotations

import pytest

from amrutam.accounts.contacts import (
    address_indexes,
    masked_address,
    normalised,
    opened_address,
    sealed_address,
)
from amrutam.accounts.csrf import origins
from amrutam.accounts.one_time_codes import code_mac, new_code
from amrutam.core.errors import Invalid
from amrutam.core.key_ring import Keyring

OLD = Keyring.from_secret("old:0123456789abcdef0123456789abcdef")
BOTH = Keyring.from_secret(
    "new:fedcba9876543210fedcba9876543210,old:0123456789abcdef0123456789abcdef"
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Asha@Example.org", "asha@example.org"),
        ("asha@EXAMPLE.ORG", "asha@example.org"),
        ("asha+ayur@example.org", "asha+ayur@example.org"),
        ("asha@bücher.example.org", "asha@xn--bcher-kva.example.org"),
    ],
)
def test_spellings_of_one_mailbox_are_one_address(typed: str, expected: str) -> None:
    assert normalised("email", typed) == expected


@pytest.mark.parametrize("typed", ["98765 43210", "+91 98765-43210", "098765 43210"])
def test_spellings_of_one_phone_are_one_number(typed: str) -> None:
    assert normalised("sms", typed) == "+919876543210"


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a@b", "a b@example.org", "a@example.org\nBcc: x@y.example", "a@[127.0.0.1]",
     "Asha <a@example.org>", "a@example.org,b@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normalised("email", typed)
    with pytest.raises(Invalid):
        normalised("sms", typed)


def test_an_address_is_found_and_opened_after_a_new_key_came() -> None:
    sealed, index = sealed_address(OLD, "asha@example.org")
    assert b"asha" not in sealed
    assert opened_address(BOTH, sealed) == "asha@example.org"
    assert index in address_indexes(BOTH, "asha@example.org")


def test_codes_are_six_digits_spread_over_all() -> None:
    codes = [new_code() for _ in range(2000)]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert {code[0] for code in codes} == set("0123456789")
    assert len(set(codes)) > 1980


def test_a_codes_mac_is_bound_to_its_challenge() -> None:
    assert code_mac(OLD, "one", "123456") != code_mac(OLD, "two", "123456")
    assert code_mac(OLD, "one1", "23456") != code_mac(OLD, "one", "123456")


def test_only_a_developers_own_machine_has_other_names() -> None:
    assert origins("https://amrutam.example") == {"https://amrutam.example"}
    assert origins("http://localhost:8000/") == {
        "http://localhost:8000",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
    }
    assert "http://localhost:8000" in origins("http://[::1]:8000")


@pytest.mark.parametrize(
    ("public_url", "expected"),
    [
        ("https://amrutam.example:443", "https://amrutam.example"),
        ("http://amrutam.example:80", "http://amrutam.example"),
        ("https://Amrutam.example:80", "https://amrutam.example:80"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://[2001:DB8:0::1]", "https://[2001:db8::1]"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(public_url: str, expected: str) -> None:
    assert origins(public_url) == {expected}


def test_a_masked_address_tells_its_owner_and_nobody_else() -> None:
    assert masked_address("email", "asha@example.org") == "a***@example.org"
    assert masked_address("sms", "+919876543210") == "+91******3210"
