"""Changes of settings by administrators: the present values, a change, the return to the default, the history."""

from __future__ import annotations

from typing import Any

from amrutam.accounts.contacts import opened_address
from amrutam.accounts.models import Caller
from amrutam.core.adjustable import ADJUSTABLE, range_of
from amrutam.core.database import Row
from amrutam.core.errors import Invalid, VersionMismatch
from amrutam.core.live_settings import is_valid
from amrutam.core.pagination import Whole, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.operations import setting_queries

_SCOPE = "setting changes"

Setting = dict[str, Any]
"""A setting with the fields of `setting_routes.SettingView`."""


async def list_settings(resources: Resources) -> list[Setting]:
    """All settings that administrators can change."""
    newest = await setting_queries.newest_changes(resources.database)
    return [_setting(resources, name, newest.get(name)) for name in ADJUSTABLE]


async def change_setting(
    resources: Resources, caller: Caller, name: str, value: int, expected: frozenset[str]
) -> Setting:
    """Changes the setting and returns it; other processes apply the change within seconds. The same value again changes nothing.

    `name` is one of `ADJUSTABLE`; `expected` are the versions that the change may replace. Raises
    `Invalid` for a value out of the setting's range, `VersionMismatch`.
    """
    least, most = range_of(name, getattr(resources.live_settings.environment, name))
    if not least <= value <= most:
        raise Invalid.field("/value", f"must be from {least} to {most}")
    return await _change(resources, caller, name, value, expected)


async def reset_setting(
    resources: Resources, caller: Caller, name: str, expected: frozenset[str]
) -> Setting:
    """Gives the setting the environment's value again; repeating it changes nothing. Raises `VersionMismatch`."""
    return await _change(resources, caller, name, None, expected)


async def _change(
    resources: Resources, caller: Caller, name: str, value: int | None, expected: frozenset[str]
) -> Setting:
    """Adds a change to `value`; None stands for the default."""
    newest = await setting_queries.newest_changes(resources.database)
    present = _setting(resources, name, newest.get(name))
    if str(present["version"]) not in expected:
        raise VersionMismatch
    if present["is_default"] if value is None else value == present["value"]:
        return present
    added = await setting_queries.add_change(
        resources.database,
        name,
        present["version"] + 1,
        (present["value"], present["default"] if value is None else value),
        caller.account_id,
        is_default=value is None,
    )
    if not added:
        raise VersionMismatch
    await resources.live_settings.follow(resources.database)
    newest = await setting_queries.newest_changes(resources.database)
    return _setting(resources, name, newest[name])


async def changes_page(
    resources: Resources, limit: int, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Returns (page of changes, the newest first, with the fields of `SettingChange`; cursor of the next page or None).

    Changes of settings that only an earlier version let administrators change are left out. Raises
    `Invalid`.
    """
    before = decode_cursor(resources.keyring, _SCOPE, cursor, tuple[Whole])[0] if cursor else None
    rows = await setting_queries.changes(resources.database, before, list(ADJUSTABLE), limit + 1)
    items = [
        {**row, "by": opened_address(resources.keyring, row["by_sealed"])} for row in rows[:limit]
    ]
    following = (
        encode_cursor(resources.keyring, _SCOPE, (items[-1]["id"],)) if len(rows) > limit else None
    )
    return items, following


def _setting(resources: Resources, name: str, newest: Row | None) -> Setting:
    """The setting after its newest change, if it was ever changed."""
    environment = resources.live_settings.environment
    default = getattr(environment, name)
    is_changed = (
        newest is not None
        and not newest["is_default"]
        and is_valid(environment, name, newest["value"])
    )
    least, most = range_of(name, default)
    return {
        "name": name,
        "group": ADJUSTABLE[name].group,
        "value": newest["value"] if newest and is_changed else default,
        "default": default,
        "is_default": not is_changed,
        "least": least,
        "most": most,
        "version": newest["version"] if newest else 0,
        "changed_at": newest["at"] if newest else None,
        "changed_by": opened_address(resources.keyring, newest["by_sealed"]) if newest else None,
    }
