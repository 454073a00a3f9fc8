"""Sets the sizes of the tests: small with `make test`, full with `make proof`."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int
    """The number of rounds of each race."""
    holds: int
    """The number of holds that are left to expire by themselves."""
    runs: int
    steps: int
    """The greatest number of steps in a run of the state machine."""
    fault_seconds: float
    """Seconds for which each fault's load runs."""
    replica_operations: int
    """The least number of requests of readers and writers while replicas fail."""
    stopped_seconds: float
    """Seconds for which a replica is suspended each time."""


SMALL = Sizes(rounds=8, holds=1_000, runs=50, steps=30, fault_seconds=5,
              replica_operations=1_500, stopped_seconds=3)  # fmt: skip
FULL = Sizes(rounds=200, holds=10_000, runs=500, steps=50, fault_seconds=120,
             replica_operations=50_000, stopped_seconds=60)  # fmt: skip

IS_FULL = os.environ.get("PROOF") == "full"
SIZE = FULL if IS_FULL else SMALL
