"""Tests the figures that `amrutam top` computes from two scrapes."""

from __future__ import annotations

from math import inf, isnan

import pytest

from amrutam.operations.top.figures import figures, quantile
from amrutam.operations.top.scraping import Samples

REQUESTS, SECONDS = "amrutam_http_requests_total", "amrutam_http_request_seconds_bucket"


def samples(at: float, values: dict[tuple[str, str], float]) -> Samples:
    """Returns a scrape at `at` (seconds) with values by (name of the sample, its labels in the form `a=1 b=2`)."""
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for (name, labels), value in values.items():
        pairs = (pair.partition("=") for pair in labels.split())
        found.setdefault(name, {})[tuple((key, said) for key, _, said in pairs)] = value
    return Samples(at, found)


def api(at: float, requests: float, failed: float = 0) -> Samples:
    return samples(
        at,
        {
            ("process_cpu_seconds_total", ""): at / 4,
            ("process_resident_memory_bytes", ""): 100.0,
            (REQUESTS, "route=/v1/holds status=2xx"): requests - failed,
            (REQUESTS, "route=/v1/holds status=5xx"): failed,
            (SECONDS, "route=/v1/holds le=0.1"): requests / 2,
            (SECONDS, "route=/v1/holds le=0.2"): requests,
            (SECONDS, "route=/v1/holds le=+Inf"): requests,
            (SECONDS, "route=/livez le=+Inf"): requests * 9,
        },
    )


def test_rates_and_latencies_are_those_between_two_looks_over_all_processes() -> None:
    before = {"api-1": api(10, 100), "api-2": api(10, 0)}
    after = {"api-1": api(12, 120, failed=5), "api-2": api(12, 20)}
    found = figures(before, after)
    assert found.requests.rate == 20, "health checks are left out"
    assert found.requests.median == pytest.approx(0.1)
    assert found.requests.slow == pytest.approx(0.19)
    assert found.failed_share == pytest.approx(5 / 40)
    assert found.processes["api-1"].cpu == pytest.approx(0.25)
    assert found.processes["api-2"].requests == 10


def test_health_checks_that_fail_are_no_failed_requests() -> None:
    def unready(at: float) -> Samples:
        values = {
            (REQUESTS, "route=/v1/holds status=5xx"): at,
            (REQUESTS, "route=/readyz status=5xx"): at * 9,
            (SECONDS, "route=/v1/holds le=+Inf"): at * 2,
            (SECONDS, "route=/readyz le=+Inf"): at * 9,
        }
        return samples(at, values)

    assert figures({"api-1": unready(10)}, {"api-1": unready(12)}).failed_share == 0.5


def test_a_process_that_began_again_counts_from_nought_and_a_new_one_not_yet() -> None:
    before = {"api-1": api(10, 1000)}
    after = {"api-1": api(12, 4), "api-2": api(12, 500)}
    found = figures(before, after)
    assert found.requests.rate == 2
    assert found.processes.keys() == {"api-1"}


def test_where_nothing_happened_there_is_no_latency() -> None:
    found = figures({"api-1": api(10, 7)}, {"api-1": api(12, 7)})
    assert (found.requests.rate, found.failed_share) == (0, 0)
    assert isnan(found.requests.median)


def test_what_workers_tell_of_the_whole_platform_is_not_summed() -> None:
    def worker(at: float, depth: float, age: float) -> Samples:
        job = "entrypoint=send_code"
        values = {("amrutam_queue_depth", job): depth, ("amrutam_queue_age_seconds", job): age}
        return samples(at, values)

    nowhere = worker(2, float("nan"), float("nan"))
    after = {"codes": worker(2, 3, 40), "worker-1": worker(2, 3, 41), "away": nowhere}
    assert figures({}, after).waiting == {"send_code": (3, 41)}


@pytest.mark.parametrize(
    ("share", "buckets", "expected"),
    [
        (0.5, [(1.0, 10.0), (inf, 10.0)], 0.5),
        (0.99, [(1.0, 10.0), (2.0, 20.0), (inf, 20.0)], 1.98),
        (0.5, [(1.0, 1.0), (inf, 10.0)], 1.0),
    ],
)
def test_a_quantile_is_what_promql_says(
    share: float, buckets: list[tuple[float, float]], expected: float
) -> None:
    assert quantile(share, buckets) == pytest.approx(expected)


def test_of_nothing_there_is_no_quantile() -> None:
    assert isnan(quantile(0.5, [(1.0, 0.0), (inf, 0.0)]))
