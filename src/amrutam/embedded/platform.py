"""`amrutam up`: the whole platform on one machine, from one process that watches over it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from amrutam.embedded.layout import Layout, locked
from amrutam.embedded.nursery import Nursery
from amrutam.embedded.show import Show

if TYPE_CHECKING:
    from amrutam.embedded.options import Options


def up(options: Options) -> None:
    """Runs until Ctrl-C, SIGTERM or SIGHUP; raises `CannotRun` when it cannot begin."""
    layout = Layout(options.data.absolute())
    with locked(layout):
        layout.make()
        nursery = Nursery(os.environ, layout.logs / "nursery.log")
        # Only now what takes time to load: the nursery loads beside it.
        from amrutam.embedded.launch import launch  # noqa: PLC0415

        launch(options, layout, nursery, Show())
