"""The key ring: sealing (authenticated encryption) and MACs, with a separate key for each purpose."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amrutam.core.setting_values import secret_keys

Purpose = Literal[
    "contact", "contact-index", "reason", "answer", "hold", "code", "cursor", "job", "csrf",
    "signing-key", "totp", "token", "address", "calendar-link", "revalidate", "website",
    "audit", "device", "video", "written", "place",
]  # fmt: skip


class SealBroken(Exception):
    """A sealed value cannot be decrypted.

    The value is not of this platform, was changed, was sealed for another purpose or context, or its key is not in the
    ring.
    """


class Keyring:
    """The secrets of `AMRUTAM_SECRET_KEY` by id, newest first: the newest one encrypts, all of them decrypt.

    A key for each purpose is derived from each secret with HKDF-SHA256 (RFC 5869), so that no two purposes share a
    key. Raises `ValueError` without a secret.
    """

    def __init__(self, keys: dict[str, bytes]) -> None:
        if not keys:
            raise ValueError("a key ring needs a key")
        self._keys = keys
        self.newest = next(iter(keys))
        self._derived = lru_cache(maxsize=1024)(self._derive)
        self._ciphers = lru_cache(maxsize=1024)(
            lambda key_id, purpose: AESGCM(self._derived(key_id, purpose))
        )
        self._same_ciphers = lru_cache(maxsize=1024)(
            lambda key_id, purpose: AESSIV(self._derived(key_id, purpose, 64))
        )

    @classmethod
    def from_secret(cls, secret: str) -> Keyring:
        """Returns the ring of the secrets in `secret`, the value of `AMRUTAM_SECRET_KEY`: `id:secret,id:secret`.

        Raises `ValueError` for a malformed value, as `setting_values.secret_keys` does.
        """
        return cls({key_id: value.encode() for key_id, value in secret_keys(secret).items()})

    def seal(self, purpose: Purpose, plain: bytes, context: bytes = b"") -> bytes:
        """Encrypts with AES-256-GCM under the newest key.

        `context` is authenticated and must be the same when the value is opened. Returns a byte 1, the
        length of the key's id in one byte, the id, the nonce (12 bytes), and the encrypted text with
        its tag.
        """
        key_id = self.newest.encode()
        nonce = os.urandom(12)
        body = self._ciphers(self.newest, purpose).encrypt(nonce, plain, context)
        return bytes((1, len(key_id))) + key_id + nonce + body

    def open(self, purpose: Purpose, sealed: bytes, context: bytes = b"") -> bytes:
        """Decrypts a value that `seal` returned for this purpose and context, and returns the plain text.

        Raises `SealBroken` if that fails.
        """
        try:
            key_id, body = self._split(sealed, 1)
            return self._ciphers(key_id, purpose).decrypt(body[:12], body[12:], context)
        except (IndexError, ValueError, InvalidTag) as reason:
            raise SealBroken from reason

    def seal_same(self, purpose: Purpose, plain: bytes) -> bytes:
        """Encrypts with AES-256-SIV (RFC 5297): equal plain texts give equal results.

        Returns a byte 2, the length of the key's id in one byte, the id, and the encrypted text. Use this
        method only where it does no harm that an observer sees which plain texts are equal.
        """
        key_id = self.newest.encode()
        body = self._same_ciphers(self.newest, purpose).encrypt(plain, None)
        return bytes((2, len(key_id))) + key_id + body

    def open_same(self, purpose: Purpose, sealed: bytes) -> bytes:
        """Decrypts a value that `seal_same` returned for this purpose, and returns the plain text.

        Raises `SealBroken` if that fails.
        """
        try:
            key_id, body = self._split(sealed, 2)
            return self._same_ciphers(key_id, purpose).decrypt(body, None)
        except (IndexError, ValueError, InvalidTag) as reason:
            raise SealBroken from reason

    def _split(self, sealed: bytes, kind: int) -> tuple[str, bytes]:
        """Returns (the key's id, the rest of the value).

        Raises `SealBroken` for a value of another kind than `kind`, and for a key that is not in
        the ring.
        """
        named = sealing_key(sealed)
        if sealed[0] != kind or named not in self._keys:
            raise SealBroken
        return named, sealed[2 + sealed[1] :]

    def mac(self, purpose: Purpose, *parts: bytes) -> bytes:
        """The HMAC-SHA256 (32 bytes) of the parts under the newest key of the purpose.

        The hashed message has the length of each part before the part, so that different lists of parts never give
        the same message.
        """
        return _mac(self._derived(self.newest, purpose), parts)

    def macs(self, purpose: Purpose, *parts: bytes) -> list[bytes]:
        """The HMACs of the parts under every key of the ring, the newest key first.

        Callers use them to find a row whose stored MAC was made with an older key.
        """
        return [_mac(self._derived(key_id, purpose), parts) for key_id in self._keys]

    def secret(self, purpose: Purpose) -> str:
        """The purpose's newest key in hexadecimal, for another process of the platform that has no ring."""
        return self._derived(self.newest, purpose).hex()

    def is_secret(self, purpose: Purpose, shown: str) -> bool:
        """Whether the text is one of the purpose's keys in hexadecimal, the newest or an older one."""
        return any(
            hmac.compare_digest(self._derived(key_id, purpose).hex().encode(), shown.encode())
            for key_id in self._keys
        )

    def _derive(self, key_id: str, purpose: str, length: int = 32) -> bytes:
        kdf = HKDF(hashes.SHA256(), length=length, salt=None, info=b"amrutam/" + purpose.encode())
        return kdf.derive(self._keys[key_id])


def sealing_key(sealed: bytes) -> str:
    """The id of the key that a sealed value names; the id is not authenticated.

    Raises `IndexError` or `UnicodeDecodeError` for some bytes that are not a sealed value; for others the result is
    meaningless.
    """
    return sealed[2 : 2 + sealed[1]].decode()


def _mac(key: bytes, parts: tuple[bytes, ...]) -> bytes:
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()
