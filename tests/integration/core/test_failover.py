"""Tests a primary that is suspended, a standby that is promoted, and the old primary that resumes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import isnan

import asyncpg
import pytest

from amrutam.core.database import Database, Statement
from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_connecting import Connector, connect
from amrutam.core.database_primary import Primary
from amrutam.core.errors import Unavailable
from amrutam.core.migration import grant_and_partition, migrate
from amrutam.core.platform_gauges import PlatformGauges
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.embedded.waiting import until
from amrutam.roles.checks.postgresql import postgresql_findings
from tests.cast.postgreses import OwnPostgres, open_folder, silent_host

# Most of the tests share one pair of servers, so all run in one worker of pytest-xdist.
pytestmark = pytest.mark.xdist_group("failover")
PATIENCE_SECONDS = 60
PORT = Statement("port", "SELECT inet_server_port()")
WRITE = Statement("write", "INSERT INTO written VALUES (1)")
SLEEP = Statement("sleep", "SELECT pg_sleep(60)")
GRANT = "GRANT INSERT, SELECT ON written TO amrutam_app"
WRITTEN = "SELECT count(*) FROM written"


class Pair:
    def __init__(self, first: OwnPostgres, second: OwnPostgres) -> None:
        self.first = first
        self.second = second

    def url(self, *ports: int) -> str:
        """Returns a URL with these ports; by default with the ports of both servers."""
        named = ports or (self.first.port, self.second.port)
        hosts = ",".join(f"127.0.0.1:{port}" for port in named)
        return f"postgresql://amrutam_app:app@{hosts}/amrutam"


@pytest.fixture(scope="module")
async def pair() -> AsyncIterator[Pair]:
    async with started() as servers:
        yield servers


@asynccontextmanager
async def started() -> AsyncIterator[Pair]:
    """Yields a primary and a standby that follows it until a test promotes the standby."""
    with open_folder() as folder:
        first, second = OwnPostgres(folder / "first"), OwnPostgres(folder / "second")
        try:
            await first.start()
            await first.say("CREATE TABLE written (number int)",
                            GRANT, database="amrutam")  # fmt: skip
            await second.start_as_standby(first)
            yield Pair(first, second)
        finally:
            await asyncio.gather(first.stop(), second.stop())


@asynccontextmanager
async def opened(settings: Settings, url: str, **more: object) -> AsyncIterator[Database]:
    own = settings.model_copy(
        update={"database_watch_seconds": 0.05, "database_host_seconds": 0.2, **more}
    )
    database = await Database.open(own, lambda _name, _seconds: None, url)
    try:
        yield database
    finally:
        await database.close()


async def at(database: Database, port: int) -> bool:
    try:
        return bool(await database.value(PORT) == port)
    except Unavailable:
        return False


async def test_silent_hosts_in_front_are_passed_together(pair: Pair) -> None:
    async with silent_host() as port, silent_host() as another:
        url = pair.url(port, another, pair.second.port, pair.first.port)
        connector = Connector(url, host_seconds=0.2, timeout_seconds=30)
        for _ in range(3):
            connection = await connector()
            assert await connection.fetchval("SELECT inet_server_port()") == pair.first.port
            await connection.close()


async def test_what_no_standby_has_is_not_seen_by_others(pair: Pair, settings: Settings) -> None:
    """A statement that is abandoned while its commit waits for the standby is not cancelled.

    After a cancellation the commit would become visible to everybody, and would be lost with the
    primary.
    """
    await ask_for_standby(pair.first, "standby")
    url = pair.url(pair.first.port)
    await pair.first.say("DELETE FROM written", database="amrutam")
    async with opened(settings, url) as other, opened(settings, url) as database:
        await until(lambda: _is_synchronous(pair.first), PATIENCE_SECONDS)
        await database.execute(WRITE)
        with pair.second.frozen():
            given_up = [asyncio.ensure_future(database.execute(WRITE)),
                        asyncio.ensure_future(_in_transaction(database))]  # fmt: skip
            await until(lambda: _wait_for_standby(pair.first, len(given_up)), PATIENCE_SECONDS)
            for each in given_up:
                each.cancel()
            await asyncio.gather(*given_up, return_exceptions=True)
            await asyncio.gather(*(database.value(PORT) for _ in range(20)))
            assert await other.value(Statement("written", WRITTEN)) == 1
    await ask_for_standby(pair.first, "")


async def standby_facts(settings: Settings) -> str:
    found = [finding async for finding in postgresql_findings(settings)]
    return "; ".join(f"{each.grade}: {each.said}" for each in found)


async def missing_gauge(settings: Settings) -> float:
    resources = await Resources.open(settings)
    try:
        await PlatformGauges(resources).refresh()
        (metric,) = metrics.STANDBY_MISSING.collect()
        return metric.samples[0].value
    finally:
        await resources.close()


async def ask_for_standby(server: OwnPostgres, name: str) -> None:
    """Makes commits on the server wait for the standby of this name; with an empty name they wait for none."""
    await server.say(
        f"ALTER SYSTEM SET synchronous_standby_names = '{name}'", "SELECT pg_reload_conf()"
    )


async def test_a_standby_that_is_asked_for_and_missing_is_told(
    pair: Pair, settings: Settings
) -> None:
    own = settings.model_copy(update={
        "database_url": pair.url(pair.first.port),
        "migration_database_url": pair.first.engine.url("amrutam_owner"),
    })  # fmt: skip
    await pair.first.say("ALTER TABLE written OWNER TO amrutam_owner", database="amrutam")
    await migrate(own)
    await grant_and_partition(own)
    # `grant_and_partition` revokes every right that grants.sql does not name, so the right is granted again
    await pair.first.say(GRANT, database="amrutam")
    assert "standby" not in await standby_facts(own)
    assert await missing_gauge(own) == 0
    await ask_for_standby(pair.first, "nobody")
    assert (
        "bad: is set to have a synchronous standby, and none is connected"
        in await standby_facts(own)
    )
    assert await missing_gauge(own) == 1
    await pair.first.say(
        "SET synchronous_commit = local",
        "REVOKE pg_read_all_stats FROM amrutam_owner",
        database="amrutam",
    )
    assert (
        "warn: it cannot be read whether a synchronous standby is connected"
        in await standby_facts(own)
    )
    assert isnan(await missing_gauge(own))
    await ask_for_standby(pair.first, "standby")
    await pair.first.say("GRANT pg_read_all_stats TO amrutam_owner", database="amrutam")
    await until(lambda: _is_synchronous(pair.first), PATIENCE_SECONDS)
    assert "ok: a synchronous standby has every acknowledged change" in await standby_facts(own)
    await pair.first.say("ALTER ROLE amrutam_app SET statement_timeout = '1s'")
    assert "bad: statement_timeout ends the wait" in await standby_facts(own)
    await pair.first.say("ALTER ROLE amrutam_app RESET statement_timeout")
    await ask_for_standby(pair.first, "")


async def test_after_a_promotion_nothing_is_asked_of_the_old_primary(
    pair: Pair, settings: Settings
) -> None:
    """A process that has seen the new primary does not use the old primary again.

    Statements that hang on the old primary end at that moment.
    """
    async with opened(settings, pair.url()) as database:
        await asyncio.gather(*(database.value(PORT) for _ in range(5)))
        hanging = asyncio.ensure_future(database.value(SLEEP))
        await until(lambda: _are_active(pair.first, "%pg_sleep(60)", 1), PATIENCE_SECONDS)
        with pair.first.frozen():
            await pair.second.say("SELECT pg_promote()")
            with pytest.raises(Unavailable):
                await hanging
            await until(lambda: at(database, pair.second.port), PATIENCE_SECONDS)
            await database.execute(WRITE)
        ports = await asyncio.gather(*(database.value(PORT) for _ in range(20)))
        assert set(ports) == {pair.second.port}
        old = Connector(pair.url(pair.first.port), primary=database.primary)
        with pytest.raises(CannotConnect, match="another has been promoted"):
            await old()


async def test_of_two_that_say_they_are_the_primary_the_newer_is_taken(pair: Pair) -> None:
    """A process uses the newer of two servers that both say they are the primary, also if it has seen neither before."""
    await pair.second.say("SELECT pg_promote() WHERE pg_is_in_recovery()")
    for url in (pair.url(), pair.url(pair.second.port, pair.first.port)):
        for _ in range(5):
            connection = await connect(url, host_seconds=5)
            assert await connection.fetchval("SELECT inet_server_port()") == pair.second.port
            await connection.close()


async def _in_transaction(database: Database) -> None:
    async with database.transaction() as queries:
        await queries.execute(WRITE)


async def _is_synchronous(server: OwnPostgres) -> bool:
    asked = "SELECT sync_state = 'sync' AND state = 'streaming' FROM pg_stat_replication"
    return await _ask(server, asked) is True


async def _wait_for_standby(server: OwnPostgres, count: int) -> bool:
    return count == await _ask(
        server, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    )


async def _are_active(server: OwnPostgres, query: str, count: int) -> bool:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE $1 AND state = 'active'"
    return count == await _ask(server, asked, query)


async def _ask(server: OwnPostgres, statement: str, *args: object) -> object:
    connection = await asyncpg.connect(server.engine.url("postgres", "postgres"))
    try:
        return await connection.fetchval(statement, *args)
    finally:
        await connection.close()


async def test_statements_wait_while_another_primary_is_promoted(settings: Settings) -> None:
    async with started() as pair, opened(settings, pair.url()) as database:
        await asyncio.gather(*(database.value(PORT) for _ in range(5)))
        await pair.first.stop()
        asked = [asyncio.ensure_future(database.value(PORT)) for _ in range(5)]
        await asyncio.sleep(0.5)
        assert not any(each.done() for each in asked), "the statements must wait for a promotion"
        await pair.second.say("SELECT pg_promote()")
        assert set(await asyncio.gather(*asked)) == {pair.second.port}


async def test_a_long_outage_is_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def waits(_primary: Primary, _seconds: float) -> None:
        raise AssertionError("waited for a promotion after `promotion_seconds`")

    async with started() as pair:
        connector = Connector(pair.url(), promotion_seconds=0.5)
        await (await connector()).close()
        await asyncio.gather(pair.first.stop(), pair.second.stop())
        with pytest.raises(CannotConnect):
            await connector()
        monkeypatch.setattr(Primary, "promoted", waits)
        with pytest.raises(CannotConnect):
            await connector()
