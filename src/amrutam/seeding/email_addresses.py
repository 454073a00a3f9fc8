"""E-mail addresses of made-up doctors and patients."""

from __future__ import annotations


def email_address(name: str, seed_number: int, number: int, domain: str) -> str:
    """Returns the e-mail address of a made-up person, such as `asha.rao.1-7@patients.example`.

    `number`: the person's number in the seed. Two addresses of a `domain` differ if their seed numbers or their numbers
    differ. `domain` must be reserved (RFC 2606), so that nobody owns the address.
    """
    letters = "".join(letter for letter in name.lower() if letter.isalpha() or letter == " ")
    return f"{letters.replace(' ', '.')}.{seed_number}-{number}@{domain}"
