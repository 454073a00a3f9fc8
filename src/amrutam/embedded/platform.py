"""`amrutam up`: the whole platform on one machine, started and supervised by one process."""

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
    """Runs the platform until Ctrl-C, SIGTERM or SIGHUP.

    Raises `CannotRun` if the machine or the options do not allow it, `UnknownSchema` for data of
    another version, and what `launch` raises.
    """
    require_packages()
    layout = Layout(options.data.absolute())
    refuse_unknown_schema(layout)
    with locked(layout):
        layout.make()
        note_first_schema(layout)
        server = ForkServer()
        # `launch` takes time to load. It is imported here, because the fork server loads its own modules
        # at the same time.
        from amrutam.embedded.launch import launch  # noqa: PLC0415

        launch(options, layout, server, Terminal())
