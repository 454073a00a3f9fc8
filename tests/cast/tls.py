"""Runs a Redis or Valkey server with TLS.

The Valkey that the Python package contains is built without TLS, so another program is needed: one in PATH, or the one
that `scripts/set-up-redis` installs.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.valkey import STOP, Valkey

_FETCHED = Path(__file__).parents[2] / ".venv" / "redis" / "usr"
MISSING = "no valkey-server or redis-server on PATH; `make redis` fetches one"


def program() -> Path | None:
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    fetched = _FETCHED / "bin" / "redis-server"
    return Path(found) if found else fetched if fetched.exists() else None


class RedisWithTls(Valkey):
    """A server that runs a program built with TLS, with the configuration of the embedded platform's Valkey."""

    def command(self) -> list[str]:
        binary = program()
        assert binary is not None, MISSING
        libraries = ":".join(map(str, _FETCHED.glob("lib/*-linux-gnu")))
        command: list[str | Path] = [
            "/usr/bin/env",
            f"LD_LIBRARY_PATH={libraries}",
            binary,
            self._file,
        ]
        return tied_to_parent(command, on_parent_death=STOP)


class Certificate:
    """Makes a self-signed certificate for 127.0.0.1, whose file is also the file of its authority."""

    def __init__(self, folder: Path) -> None:
        self.file, self.key_file = folder / "certificate.pem", folder / "certificate.key"
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test's Redis")])
        now, address = datetime.now(UTC), x509.IPAddress(ip_address(LOOPBACK))
        signed = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([address]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        self.key_file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def served_at(self, port: int, clients: str = "no") -> dict[str, str]:
        """Returns the server's settings for TLS at `port`, by name; `clients`:
        whether clients need a certificate (`yes`, `no`).
        """
        return {
            "tls-port": str(port),
            "tls-cert-file": f'"{self.file}"',
            "tls-key-file": f'"{self.key_file}"',
            "tls-ca-cert-file": f'"{self.file}"',
            "tls-auth-clients": clients,
        }

    def url(self, port: int, *, cluster: bool = False) -> str:
        """Returns the URL of a server at `port`, without the parameter
        `ssl_ca_certs`, which a client needs to trust the certificate.
        """
        return f"rediss{'+cluster' * cluster}://:secret@{LOOPBACK}:{port}"
