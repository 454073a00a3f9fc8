"""The program `amrutam` with all its commands.

Each command imports most of its code only when it is called, so that every command starts quickly.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from amrutam.commands import (
    accounts,
    audit,
    backup,
    check,
    database,
    demo,
    documents,
    keys,
    proxy,
    roles,
    staff,
    top,
    up,
    web_environment,
)
from amrutam.commands.shared import leave, outage


class _Commands(TyperGroup):
    """The group of all commands, which reports some errors as a message on stderr without a traceback.

    The exit code is 1 if PostgreSQL cannot be used (`commands.shared.outage`), and 2 for a schema
    that this version does not know (`UnknownSchema`) or without the extension Citus (`NoCitus`).
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            from amrutam.core.citus import NoCitus
            from amrutam.core.revisions import UnknownSchema

            if isinstance(error, NoCitus | UnknownSchema):
                leave(str(error), 2)
            cause = outage(error)
            if cause is None:
                raise
            leave(cause, 1)


main = typer.Typer(
    cls=_Commands,
    help="Amrutam: consultations with Ayurvedic doctors.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for without_group in (up, top, check, web_environment, database, demo, documents):
    main.add_typer(without_group.commands)
for name, group in {
    "serve": roles, "account": accounts, "staff": staff, "keys": keys, "audit": audit,
    "proxy": proxy, "backup": backup,
}.items():  # fmt: skip
    main.add_typer(group.commands, name=name)
