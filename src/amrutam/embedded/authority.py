"""Makes and renews TLS certificates for one machine: its own certificate authority, and the proxy's certificate.

The certificates are made with `cryptography`, which is a dependency already; `trustme` makes such
certificates for tests but neither stores nor renews them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from amrutam.embedded.layout import write_private

_AUTHORITY_DAYS, _CERTIFICATE_DAYS, _RENEWED_DAYS_BEFORE = 3650, 90, 30
_CLOCKS_DIFFER = timedelta(hours=1)


def authority_file(folder: Path) -> Path:
    """The path of the authority's certificate (PEM), which browsers and programs must trust."""
    return folder / "authority.pem"


def renew(folder: Path, names: Sequence[str], now: datetime | None = None) -> bool:
    """Makes a certificate and its key in `folder`, unless the present certificate is good. Returns True if made.

    The present certificate is good if it is for exactly `names` (host names and IP addresses, at least
    one) and valid for more than another 30 days. `certificate.pem` gets the new certificate followed by
    the authority's, `certificate.key` the key. The authority is made on first use, and again if it would
    expire before the certificate that it signs. Only their owner can read these files. `now` is for tests; None stands
    for the present.
    """
    now = now or datetime.now(UTC)
    if _serves(folder, names, now):
        return False
    certificate_ends = now + timedelta(days=_CERTIFICATE_DAYS)
    authority, authority_key = _authority(folder, now, certificate_ends)
    key = ec.generate_private_key(ec.SECP256R1())
    signed = (
        _unsigned(names[0], key, now, certificate_ends)
        .issuer_name(authority.subject)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_issued_by(authority), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(folder / "certificate.key", key)
    write_private(folder / "certificate.pem", _pem(signed) + _pem(authority))
    return True


def _serves(folder: Path, names: Sequence[str], now: datetime) -> bool:
    file = folder / "certificate.pem"
    if not file.exists():
        return False
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    left = certificate.not_valid_after_utc - now
    return set(named) == set(map(_name, names)) and left > timedelta(days=_RENEWED_DAYS_BEFORE)


def _authority(
    folder: Path, now: datetime, until: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate_file, key_file = authority_file(folder), folder / "authority.key"
    if certificate_file.exists() and key_file.exists():
        kept = x509.load_pem_x509_certificate(certificate_file.read_bytes())
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        if kept.not_valid_after_utc > until and isinstance(key, ec.EllipticCurvePrivateKey):
            return kept, key
    fresh = ec.generate_private_key(ec.SECP256R1())
    signed = (
        _unsigned("Amrutam, an authority of this machine", fresh, now,
                  now + timedelta(days=_AUTHORITY_DAYS))
        .issuer_name(_called("Amrutam, an authority of this machine"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may_sign(), critical=True)
        .sign(fresh, hashes.SHA256())
    )  # fmt: skip
    _write_key(key_file, fresh)
    write_private(certificate_file, _pem(signed))
    return signed, fresh


def _unsigned(
    name: str, key: ec.EllipticCurvePrivateKey, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_called(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(until)
        .add_extension(identifier, critical=False)
    )


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _issued_by(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    found = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(found)


def _may_sign() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True, crl_sign=True, digital_signature=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    write_private(
        file,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
