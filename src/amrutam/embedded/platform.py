"""`amrutam up`: the whole platform on one machine, from one process that watches over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amrutam.embedded.binaries import require_packages
from amrutam.embedded.forkserver import ForkServer
from amrutam.embedded.layout import Layout, locked
from amrutam.embedded.schema_file import note_first_schema, refuse_unknown_schema
from amrutam.embedded.terminal import Terminal

if TYPE_CHECKING:
    from amrutam.embedded.options import Options


def up(options: Options) -> None:
    """Runs until Ctrl-C, SIGTERM or SIGHUP; raises `CannotRun` or `UnknownSchema` when it cannot begin."""
    require_packages()
    layout = Layout(options.data.absolute())
    refuse_unknown_schema(layout)
    with locked(layout):
        layout.make()
        note_first_schema(layout)
        server = ForkServer()
        # Only now what takes time to load: the fork server loads beside it.
        from amrutam.embedded.launch import launch  # noqa: PLC0415

        launch(options, layout, server, Terminal())
