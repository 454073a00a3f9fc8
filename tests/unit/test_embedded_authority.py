"""Tests the certificate of `--tls`: its names, its signer, and its renewal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from amrutam.embedded.authority import authority_file, renew

NOW = datetime(2030, 1, 1, tzinfo=UTC)
NAMES = ("amrutam.example", "127.0.0.1", "localhost")


def _verified(folder: Path, now: datetime) -> list[x509.Certificate]:
    (authority,) = x509.load_pem_x509_certificates(authority_file(folder).read_bytes())
    leaf, *others = x509.load_pem_x509_certificates((folder / "certificate.pem").read_bytes())
    verifier = (
        PolicyBuilder().store(Store([authority])).time(now)
        .build_server_verifier(x509.DNSName("localhost"))
    )  # fmt: skip
    return verifier.verify(leaf, others)


def test_the_authority_vouches_for_every_name(tmp_path: Path) -> None:
    assert renew(tmp_path, NAMES, NOW)
    leaf = _verified(tmp_path, NOW)[0]
    named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.DNSName) == ["amrutam.example", "localhost"]
    assert [str(one) for one in named.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]


def test_keys_are_for_their_owner(tmp_path: Path) -> None:
    renew(tmp_path, NAMES, NOW)
    for name in ("authority.key", "certificate.key"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_it_is_renewed_before_it_ends_by_the_same_authority(tmp_path: Path) -> None:
    renew(tmp_path, NAMES, NOW)
    trusted = authority_file(tmp_path).read_bytes()
    assert not renew(tmp_path, NAMES, NOW + timedelta(days=59))
    assert renew(tmp_path, NAMES, NOW + timedelta(days=61))
    assert authority_file(tmp_path).read_bytes() == trusted
    assert _verified(tmp_path, NOW + timedelta(days=120))


def test_another_name_needs_another_certificate(tmp_path: Path) -> None:
    renew(tmp_path, NAMES, NOW)
    assert renew(tmp_path, ("other.example", *NAMES[1:]), NOW)


def test_an_authority_that_ends_is_replaced(tmp_path: Path) -> None:
    renew(tmp_path, NAMES, NOW)
    late = NOW + timedelta(days=3600)
    assert renew(tmp_path, NAMES, late)
    assert _verified(tmp_path, late + timedelta(days=80))
