"""Writes `deploy/grafana/dashboards`; run it by `.venv/bin/python -m deploy.grafana.make`."""

from __future__ import annotations

from pathlib import Path

from grafana_foundation_sdk.cog.encoder import JSONEncoder

from deploy.grafana.boards import BOARDS

FOLDER = Path(__file__).with_name("dashboards")


def texts() -> dict[str, str]:
    """Returns each dashboard's JSON by its file's name. The same code gives the same text."""
    encoder = JSONEncoder(sort_keys=True, indent=2, ensure_ascii=False)
    return {f"{made.uid}.json": encoder.encode(made) + "\n" for made in (make() for make in BOARDS)}


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text)
