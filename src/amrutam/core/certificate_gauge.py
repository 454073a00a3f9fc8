"""A gauge of the instant at which the TLS certificate of the public address expires. Workers export the gauge.

The certificate is read from the public address itself, so it is the certificate that visitors get,
whoever terminates TLS (nginx, a load balancer, a content delivery network).
"""

from __future__ import annotations

import asyncio
import ssl
from math import nan
from time import monotonic
from urllib.parse import urlsplit

from cryptography import x509

from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

_PATIENCE_SECONDS = 2.0


class CertificateGauge:
    """Reads when the TLS certificate of the public address expires; a part of a worker's `Resources`."""

    def __init__(self, resources: Resources) -> None:
        self._url = resources.settings.public_url
        self._every_seconds = resources.settings.certificate_look_seconds
        self._looked_at = float("-inf")
        metrics.CERTIFICATE_END.set(nan)

    async def refresh(self) -> None:
        """Reads the certificate, if `certificate_look_seconds` have passed since the last attempt.

        Without a TLS connection within two seconds the gauge becomes NaN, and nothing is raised. Does nothing if the
        public address is without https.
        """
        is_fresh = monotonic() - self._looked_at < self._every_seconds
        if is_fresh or not self._url.startswith("https://"):
            return
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                metrics.CERTIFICATE_END.set(await _end_of_certificate(self._url))
        except (OSError, TimeoutError):
            metrics.CERTIFICATE_END.set(nan)
        self._looked_at = monotonic()


async def _end_of_certificate(url: str) -> float:
    """Returns the Unix time in seconds at which the certificate expires. Raises `OSError` without a TLS connection.

    The certificate is not verified, so that expired and untrusted certificates are read too;
    nothing is sent over this connection after the handshake.
    """
    address = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    _, writer = await asyncio.open_connection(
        address.hostname, address.port or 443, ssl=context, server_hostname=address.hostname
    )
    try:
        shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.close()
    return x509.load_der_x509_certificate(shown).not_valid_after_utc.timestamp()
