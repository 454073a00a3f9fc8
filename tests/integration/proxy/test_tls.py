"""Tests `--tls`: a certificate of the platform's own authority, with HTTP/2."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from amrutam.embedded.authority import authority_file
from amrutam.embedded.ports import LOOPBACK
from tests.cast.proxied import Proxied, parsed, proxied


@pytest.fixture(scope="module")
async def proxy(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Proxied]:
    async with proxied(tmp_path_factory.mktemp("tls") / "nginx", tls=True) as made:
        yield made


def _trusting(proxy: Proxied, *protocols: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authority_file(proxy.proxy.folder))
    context.set_alpn_protocols(list(protocols))
    return context


@pytest.mark.parametrize("name", [LOOPBACK, "localhost"])
async def test_whoever_trusts_the_authority_trusts_the_proxy(proxy: Proxied, name: str) -> None:
    reader, writer = await asyncio.open_connection(
        LOOPBACK, proxy.proxy.port, ssl=_trusting(proxy, "http/1.1"), server_hostname=name
    )
    writer.write(b"GET /en HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert parsed(await reader.read()).status == 200
    writer.close()
    assert proxy.website.asked[-1].headers["x-forwarded-proto"] == "https"


async def test_browsers_get_http_2(proxy: Proxied) -> None:
    _, writer = await asyncio.open_connection(
        LOOPBACK, proxy.proxy.port, ssl=_trusting(proxy, "h2", "http/1.1")
    )
    assert writer.get_extra_info("ssl_object").selected_alpn_protocol() == "h2"
    writer.close()


async def test_others_do_not_trust_it(proxy: Proxied) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        await asyncio.open_connection(
            LOOPBACK, proxy.proxy.port, ssl=ssl.create_default_context(), server_hostname=LOOPBACK
        )


async def test_a_request_in_clear_is_refused(proxy: Proxied) -> None:
    answer = await proxy.ask("/en")
    assert (answer.status, json.loads(answer.body)["status"]) == (400, 400)


async def test_a_new_certificate_is_served_after_a_reload(tmp_path: Path) -> None:
    async with proxied(tmp_path / "nginx", tls=True) as proxy:
        (proxy.proxy.folder / "certificate.pem").unlink()
        assert proxy.proxy.renew()
        wanted = ssl.PEM_cert_to_DER_cert(
            (proxy.proxy.folder / "certificate.pem").read_text().partition("-----END")[0]
            + "-----END CERTIFICATE-----\n"
        )
        proxy.backends.changed(proxy.backends.listed)
        for _ in range(200):
            _, writer = await asyncio.open_connection(
                LOOPBACK, proxy.proxy.port, ssl=_trusting(proxy, "http/1.1")
            )
            served = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            writer.close()
            if served == wanted:
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the old certificate is still served")
