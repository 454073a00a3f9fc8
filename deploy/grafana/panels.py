"""The kinds of panels in the dashboards. The description of each panel is the question that the panel answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.common import BigValueGraphMode, VisibilityMode
from grafana_foundation_sdk.models.dashboard import Dashboard, DataSourceRef, Panel

_SOURCE = DataSourceRef(type_val="prometheus", uid="${source}")
_WIDTH, _HEIGHT = 12, 8
_SMALL_WIDTH, _SMALL_HEIGHT = 6, 4


@dataclass(frozen=True)
class Query:
    """A PromQL expression. `legend`: Grafana's template of labels, such as `{{route}}`."""

    expression: str
    legend: str


def lines(title: str, question: str, unit: str, *queries: Query) -> Builder[Panel]:
    """Returns a panel that shows the queries as lines over time.

    `unit` is the id of one of Grafana's units, such as `s`, `reqps`, `percentunit`, `short`, `bytes`.
    """
    panel = (
        timeseries.Panel()
        .title(title)
        .description(question)
        .datasource(_SOURCE)
        .unit(unit)
        .min(0)
        .span(_WIDTH)
        .height(_HEIGHT)
        .show_points(VisibilityMode.NEVER)
        .legend(common.VizLegendOptions().show_legend(True))
    )
    for query in _targets(queries):
        panel.with_target(query)
    return panel


def number(title: str, question: str, unit: str, *queries: Query) -> Builder[Panel]:
    """Returns a panel that shows the latest value of the queries as a number. `unit` is one of Grafana's."""
    panel = (
        stat.Panel()
        .title(title)
        .description(question)
        .datasource(_SOURCE)
        .unit(unit)
        .span(_SMALL_WIDTH)
        .height(_SMALL_HEIGHT)
        .graph_mode(BigValueGraphMode.NONE)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
    )
    for target in _targets(queries):
        panel.with_target(target)
    return panel


def board(name: str, title: str, question: str, *panels: Builder[Panel]) -> Dashboard:
    """Returns a dashboard. `name` is the end of its URL and of its file's name; `question` is its description."""
    made = (
        dashboard.Dashboard(f"Amrutam: {title}")
        .uid(f"amrutam-{name}")
        .description(question)
        .tags(["amrutam"])
        .readonly()
        .time("now-6h", "now")
        .refresh("30s")
        .timezone("browser")
        .with_variable(
            dashboard.DatasourceVariable("source").label("Prometheus").type("prometheus")
        )
    )
    for panel in panels:
        made.with_panel(panel)
    built = made.build()
    for at, laid in enumerate(built.panels or [], start=1):
        laid.id_val = at
    return built


def _targets(queries: Sequence[Query]) -> list[prometheus.Dataquery]:
    return [
        prometheus.Dataquery()
        .expr(query.expression)
        .legend_format(query.legend)
        .ref_id(chr(ord("A") + number))
        .datasource(_SOURCE)
        for number, query in enumerate(queries)
    ]
