"""`make bench ARGS="--tracing"`: the cost of a whole booking without traces, with a tenth of the traces, and with all.

Four api processes on one platform are measured in turns, so that other load on the machine affects
each of them alike. This process receives the traces; its CPU time is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from threading import Thread

from bench.limits import api_with
from bench.load import Cost, Target, measure
from bench.operations import Operation
from bench.platform import Platform

_ROUNDS = 12
_SAMPLED = {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1"}


async def tracing(platform: Platform, operations: Sequence[Operation]) -> None:
    """Prints the median CPU time of each api process for a booking, and by how much it exceeds that without traces.

    The excess is the median over all rounds, as a share of the whole cost without traces.
    """
    _, visits, book, warm_up = next(each for each in operations if each[0].startswith("hold +"))
    with _receiver() as url:
        named = {"OTEL_EXPORTER_OTLP_ENDPOINT": url}
        # The second process without traces shows how much two equal processes differ on this
        # machine.
        ways = {"off": {}, "off again": {}, "a tenth": {**named, **_SAMPLED}, "all": named}
        size = (len(visits) - len(ways) * warm_up) // (len(ways) * _ROUNDS)
        async with AsyncExitStack() as stack:
            targets: dict[str, Target] = {}
            for name, environment in ways.items():
                target = await stack.enter_async_context(api_with(platform, "amrutam", environment))
                targets[name] = target
                await measure(target, "", visits[:warm_up], book, 0)
                visits = visits[warm_up:]
            costs: dict[str, list[Cost]] = {name: [] for name in ways}
            for number in range(_ROUNDS):
                for name in _rotated(list(ways), number):
                    part, visits = visits[:size], visits[size:]
                    costs[name].append(await measure(targets[name], name, part, book, 0))
    for name, found in costs.items():
        # Only the api process makes spans, so PostgreSQL's CPU time is left out: its variation
        # would hide the difference.
        pairs = zip(found, costs["off"], strict=True)
        more = median((its.parts["api"] - off.parts["api"]) / off.total for its, off in pairs)
        its = median(cost.parts["api"] for cost in found)
        print(
            f"booking, traces: {name:<18} {its:6.0f} us CPU in api, {more:+7.1%} of all", flush=True
        )


def _rotated(names: list[str], by: int) -> list[str]:
    """The names, beginning with another one in each round (`by`).

    The first process of a round can find the machine in another state than those after it.
    """
    at = by % len(names)
    return names[at:] + names[:at]


@contextmanager
def _receiver() -> Iterator[str]:
    """Context manager: runs a receiver that accepts traces and discards them; yields its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Writes nothing to stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
