"""`python -m bench.rush`: half a million people want one doctor, with the admission queue and without it.

This is a simulation: the platform is a number of cores, and people arrive, choose, hold and
confirm. `amrutam.admission.rules` decides how many are admitted and when those who wait poll, as on
the platform.
"""

from __future__ import annotations

import argparse
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from amrutam.admission.rules import Limits, Measured, decide, load_of, poll_seconds
from amrutam.core.settings import Settings

_REQUESTS = (("slots", 0.0006), ("hold", 0.0016), ("confirm", 0.0028))
"""The requests of one person, in order, each with its CPU seconds in an api process and PostgreSQL.

The numbers are from the output of `make bench`, rounded up.
"""

_POLL_SECONDS = 0.0003
"""The CPU seconds of one poll of a person who waits."""

_TURN_LEFT_UNUSED = 0.2
"""The share of admitted people who do not use their turn."""


@dataclass
class Platform:
    """A number of cores, each of which handles one request at a time in the order of arrival.

    `busy` is the share of their time that polls take.
    """

    cores: int
    busy: float = 0.0
    _free_at: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._free_at = [0.0] * self.cores

    def answer(self, at: float, seconds: float) -> float:
        """Returns for how many seconds a request waits and runs.

        `at`: its arrival in simulated seconds, not before that of earlier requests; `seconds`: its CPU time.
        """
        start = max(at, self._free_at[0])
        ends = start + seconds / (1 - self.busy)
        heapq.heapreplace(self._free_at, ends)
        return ends - at


@dataclass(frozen=True)
class Result:
    """The result of a simulation.

    `response`: the response times, in seconds, of all requests of admitted people, sorted. `admitted`,
    `held`: numbers of people who were admitted, and who tried to hold a time. `seconds`: the simulated time. Without
    a queue, everybody is admitted.
    """

    response: list[float]
    admitted: int
    held: int
    seconds: float

    def percentile(self, share: float) -> float:
        return self.response[min(len(self.response) - 1, int(share * len(self.response)))]


def with_queue(arrivals: int, times: int, cores: int, seed: int = 1, cost: float = 1.0) -> Result:
    """Simulates the queue until all of the doctor's `times` are held, or nobody waits, has a turn or sends requests.

    `arrivals`: the number of people. `cost` multiplies the CPU time of each request.
    """
    settings, random, platform = _settings(), Random(seed), Platform(cores)  # noqa: S311 - a simulation
    limits = Limits(settings.admission_at_once_least, settings.admission_at_once_most)
    step = settings.admission_step_seconds
    coming = _arrivals(arrivals, step)
    requests: list[tuple[float, int, float]] = []
    # For each admitted person who does not hold a time yet: when they will hold one, or their turn will end unused.
    turns: list[float] = []
    window, rate, now, waiting, admitted, held = 0, 0.0, 0.0, 0, 0, 0
    response: list[float] = []
    while held < times:
        new = next(coming, 0)
        waiting += new
        if not (waiting or turns or requests):
            break
        took = []
        platform.busy = min(0.9, _polls(waiting, rate, settings) * _POLL_SECONDS * cost / cores)
        while requests and requests[0][0] < now + step:
            at, kind, _ = heapq.heappop(requests)
            name, seconds = _REQUESTS[kind]
            response.append(platform.answer(at, seconds * cost))
            if name == "hold":
                took.append(response[-1])
                held += 1
        while turns and turns[0] <= now:
            heapq.heappop(turns)
        load = load_of(sum(took) / len(took) if took else 0.0, settings.admission_hold_seconds, 0.0)
        decision = decide(limits, Measured(waiting, len(turns), window, rate, load, step))
        window, rate = decision.window, decision.rate
        waiting, admitted = waiting - decision.admit, admitted + decision.admit
        for _ in range(decision.admit):
            begins = now + step + random.uniform(0, 2)  # the person's page polls within two seconds
            holds = begins + random.uniform(3, 40)
            if random.random() < _TURN_LEFT_UNUSED:
                heapq.heappush(turns, now + settings.admission_turn_seconds)
                continue
            heapq.heappush(turns, holds)
            confirms = holds + random.uniform(5, 60)
            for kind, at in enumerate((begins, holds, confirms)):
                heapq.heappush(requests, (at, kind, random.random()))
        now += step
    return Result(sorted(response), admitted, held, now)


def without_queue(arrivals: int, cores: int) -> Result:
    """Simulates that all people read the times and try to hold one as soon as they arrive."""
    platform, response, now = Platform(cores), [], 0.0
    for new in _arrivals(arrivals, 0.5):
        for number in range(new):
            at = now + 0.5 * number / new
            response += [platform.answer(at, seconds) for _, seconds in _REQUESTS[:2]]
        now += 0.5
    return Result(sorted(response), arrivals, arrivals, now)


def idle(cores: int, cost: float = 1.0) -> Result:
    """Simulates a thousand people, one after the other."""
    platform = Platform(cores)
    response = [
        platform.answer(10.0 * number + kind, seconds * cost)
        for number in range(1000) for kind, (_, seconds) in enumerate(_REQUESTS)
    ]  # fmt: skip
    return Result(sorted(response), 1000, 1000, 10_000.0)


def _arrivals(count: int, step: float) -> Iterator[int]:
    """The number of people who arrive in each step of `step` seconds.

    Half of them arrive in the first ten seconds, the rest in the following minute.
    """
    first, rest = int(10 / step), int(60 / step)
    for number in range(first + rest):
        share = count // 2 / first if number < first else (count - count // 2) / rest
        yield int((number + 1) * share) - int(number * share)


def _polls(waiting: int, rate: float, settings: Settings) -> float:
    """The polls per second of all people in the queue, summed over hundredths of the queue."""
    part, presence = waiting / 100, settings.admission_presence_seconds
    return sum(
        part / poll_seconds(int(part * (number + 1)), rate, presence) for number in range(100)
    )


def _settings() -> Settings:
    """The default settings; environment variables of the platform (`AMRUTAM_...`) change them."""
    return Settings(database_url="postgresql://a@b/c", redis_url="redis://d", secret_key="x" * 32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=500_000)
    parser.add_argument(
        "--times", type=int, default=2000, help="number of times that the doctor has"
    )
    parser.add_argument("--cores", type=int, default=8)
    options = parser.parse_args()
    results = {
        "idle": idle(options.cores),
        "with the admission queue": with_queue(options.arrivals, options.times, options.cores),
        "without it": without_queue(options.arrivals, options.cores),
    }
    for name, each in results.items():
        print(f"{name:26} p50 {each.percentile(0.5) * 1000:10.1f} ms  p99 {each.percentile(0.99) * 1000:10.1f} ms"
              f"  {each.admitted:7} admitted, {each.held:7} tried to hold, {each.seconds / 60:5.1f} min")  # fmt: skip


if __name__ == "__main__":
    main()
