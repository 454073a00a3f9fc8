from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OBSERVE = """
from amrutam.core.telemetry import metrics
metrics.HOLDS.labels("made").inc(3)
metrics.request_seconds("/v1/holds", "POST", 201, 0.004)
metrics.QUEUE_DEPTH.labels("send_message").set(7)
"""
EXPOSE = """
from amrutam.core.telemetry import metrics
print(metrics.exposition()[0].decode())
"""


def run(program: str, folder: Path) -> str:
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_any_process_answers_for_all_even_for_those_that_ended(tmp_path: Path) -> None:
    run(OBSERVE, tmp_path)
    run(OBSERVE, tmp_path)
    said = run(EXPOSE, tmp_path)
    assert 'amrutam_holds_total{outcome="made"} 6.0' in said
    count = 'amrutam_http_request_seconds_count{method="POST",route="/v1/holds",status="2xx"} 2.0'
    assert count in said
    assert 'amrutam_queue_depth{job="send_message"} 7.0' in said


def test_a_label_is_never_what_a_visitor_typed(tmp_path: Path) -> None:
    odd = 'from amrutam.core.telemetry import metrics\nmetrics.request_seconds("unmatched", "PWN", 404, 0.1)'
    run(odd, tmp_path)
    said = run(EXPOSE, tmp_path)
    assert 'method="other",route="unmatched",status="4xx"' in said
    assert "PWN" not in said
