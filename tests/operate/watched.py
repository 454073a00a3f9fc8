"""Gives tests a platform that `amrutam up --watch` started, its Prometheus and Alertmanager, and ways to damage it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import asyncpg
import psutil
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.acceptance.launched import Inbox, Platform
from tests.cast.tls import Certificate

Found = dict[str, float]


class Refusing(Inbox):
    """A mail server that refuses all messages while `answer`, its answer to them, is set."""

    answer: str | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer is not None:
            return self.answer
        return await super().handle_DATA(server, session, envelope)


@dataclass(frozen=True)
class Watched:
    platform: Platform
    inbox: Refusing

    def ask(self, query: str) -> Found:
        """The values that a query gives, by the values of their labels,
        joined by spaces; a refused query fails the test.
        """
        answer = self._read("prometheus", "/api/v1/query?" + urlencode({"query": query}))
        assert answer["status"] == "success", answer
        return {
            " ".join(one["metric"].values()): float(one["value"][1])
            for one in answer["data"]["result"]
        }

    def firing(self) -> set[str]:
        """The names of the alerts that are active in Alertmanager, to which Prometheus sends those that fire."""
        return {labels["alertname"] for labels in self._alerts()}

    def labels(self, alert: str, label: str) -> set[str]:
        """The values of the label in the alerts of this name that are active in Alertmanager."""
        return {labels[label] for labels in self._alerts() if labels["alertname"] == alert}

    def _alerts(self) -> list[dict[str, str]]:
        alerts: list[Any] = self._read("alertmanager", "/api/v2/alerts?active=true")
        return [alert["labels"] for alert in alerts]

    def impatient(self) -> None:
        """Makes alerts fire without their waiting times (`for`), and shortens rates over two minutes to nine seconds.

        The tests by promtool (`deploy/prometheus/tests`) cover the real times.
        """
        for file in (self.platform.data / "watch" / "rules").iterdir():
            text = re.sub(r"^ +for: .*\n", "", file.read_text(), flags=re.MULTILINE)
            file.write_text(text.replace("[2m]", "[9s]"))
        psutil.Process(self.platform.part("prometheus")["pid"]).send_signal(signal.SIGHUP)

    def command(self, *words: str) -> None:
        command = [sys.executable, "-m", "amrutam", *words, "--data", str(self.platform.data)]
        subprocess.run(command, check=True)

    @contextmanager
    def stopped(self, *parts: str) -> Iterator[None]:
        """Suspends the processes of these parts, such as `api-1`, and all their descendants during the block."""
        found = [psutil.Process(self.platform.part(name)["pid"]) for name in parts]
        found += [child for one in found for child in one.children(recursive=True)]
        for one in found:
            one.suspend()
        try:
            yield
        finally:
            for one in found:
                one.resume()

    def sql(self, *statements: str, superuser: bool = False) -> None:
        url: str = self.platform.state()["migration_database_url"]
        if superuser:
            secrets = json.loads((self.platform.data / "credentials.json").read_text())
            url = re.sub(r"//[^@]*@", f"//postgres:{secrets['superuser']}@", url)

        async def run() -> None:
            connection = await asyncpg.connect(url)
            for statement in statements:
                await connection.execute(statement)
            await connection.close()

        asyncio.run(run())

    @contextmanager
    def locked(self, table: str) -> Iterator[None]:
        """Locks the table during the block, so that no other connection can read it."""
        url = self.platform.state()["migration_database_url"]
        held, over = threading.Event(), threading.Event()

        async def hold() -> None:
            connection = await asyncpg.connect(url)
            async with connection.transaction():
                await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
                held.set()
                await asyncio.to_thread(over.wait)
            await connection.close()

        holder = threading.Thread(target=lambda: asyncio.run(hold()))
        holder.start()
        held.wait(60)
        try:
            yield
        finally:
            over.set()
            holder.join()

    def _read(self, part: str, path: str) -> Any:
        port = self.platform.part(part)["port"]
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return json.load(answer)


@contextmanager
def shows_certificate(folder: Path, port: int) -> Iterator[None]:
    """Runs a TLS server on the port during the block, with a certificate that expires in 24 hours."""
    certificate = Certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.file, certificate.key_file)
    loop = asyncio.new_event_loop()

    async def serve() -> asyncio.Server:
        return await asyncio.start_server(lambda _, to: to.close(), "127.0.0.1", port, ssl=context)

    server = loop.run_until_complete(serve())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
