"""Simulates a WebAuthn authenticator in software.

It makes passkeys, and answers in the JSON form that `PublicKeyCredential.toJSON()` returns in a browser.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cbor2 import dumps
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

UP, UV, BE, BS, AT = 0x01, 0x04, 0x08, 0x10, 0x40
"""Flags of WebAuthn's authenticator data: user present, user verified,
backup eligible, backed up, contains a credential.
"""


@dataclass
class Authenticator:
    """Simulates an authenticator with one passkey for pages of `origin`.

    A test changes an attribute to make the authenticator's answer wrong.
    """

    origin: str
    flags: int = UP | UV
    sign_count: int = 0
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    user_handle: bytes = b""

    def __post_init__(self) -> None:
        self._key = generate_private_key(SECP256R1())

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Returns RegistrationResponseJSON for PublicKeyCredentialCreationOptionsJSON."""
        self.user_handle = decoded(options["user"]["id"])
        length = len(self.credential_id).to_bytes(2, "big")
        credential = bytes(16) + length + self.credential_id + self._public_key()
        data = self._data(options["rp"]["id"], self.flags | AT) + credential
        attestation = dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client_data("webauthn.create", options)
        return self._credential(clientDataJSON=client, attestationObject=attestation)

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Returns AuthenticationResponseJSON for PublicKeyCredentialRequestOptionsJSON."""
        data = self._data(options["rpId"], self.flags)
        client = self._client_data("webauthn.get", options)
        signature = self._key.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return self._credential(
            clientDataJSON=client, authenticatorData=data, signature=signature,
            userHandle=self.user_handle,
        )  # fmt: skip

    def _data(self, party: str, flags: int) -> bytes:
        count = self.sign_count.to_bytes(4, "big")
        return sha256(party.encode()).digest() + bytes([flags]) + count

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _credential(self, **response: bytes) -> dict[str, Any]:
        id_ = encoded(self.credential_id)
        said = {name: encoded(value) for name, value in response.items()}
        return {"id": id_, "rawId": id_, "type": "public-key", "response": said,
                "clientExtensionResults": {}}  # fmt: skip

    def _public_key(self) -> bytes:
        """Returns the public key in COSE form (RFC 9053): kty EC2, alg ES256, crv P-256, x, y."""
        point = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
