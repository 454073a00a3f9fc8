"""What a run measured, kept beside the installation until `python -m tests.concurrency.figures`
prints it for docs/proof.md.
"""

from __future__ import annotations

import json
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.concurrency.sizes import IS_FULL

_FILES = {True: Path(sys.prefix, "proof-full.jsonl"), False: Path(sys.prefix, "proof-small.jsonl")}


def record_figures(name: str, **figures: Any) -> None:
    """Appended; the newest of a name counts."""
    with suppress(PermissionError), _FILES[IS_FULL].open("a") as file:
        file.write(json.dumps({"name": name, **figures}) + "\n")


def keep_history(name: str, history: object) -> Path:
    """A history that went wrong, for whoever looks into it: pickled, as the checker takes it."""
    path = Path(sys.prefix, f"proof-{name.lower().replace(' ', '-')}.pickle")
    path.write_bytes(pickle.dumps(history))
    return path


def newest(*, full: bool) -> dict[str, dict[str, Any]]:
    path = _FILES[full]
    lines = path.read_text().splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines]
    return {row.pop("name"): row for row in rows}


def main() -> None:
    for name, figures in sorted(newest(full="--small" not in sys.argv).items()):
        told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items())
        print(f"| {name} | {told} |")  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
