"""Changes of settings by administrators: the present values, a change, the return to the default, the history."""

from __future__ import annotations

from typing import Any

from amrutam.accounts.contacts import opened_address
from amrutam.accounts.models import Caller
from amrutam.core.adjustable import ADJUSTABLE, PAIRS, NarrowedRange, narrowed, range_of
from amrutam.core.database import Row
from amrutam.core.errors import Invalid, VersionMismatch
from amrutam.core.live_settings import is_valid
from amrutam.core.pagination import CursorInteger, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.operations import setting_queries

_SCOPE = "setting changes"

Setting = dict[str, Any]
"""A setting with the fields of `setting_routes.SettingView`."""


async def list_settings(resources: Resources) -> list[Setting]:
    """All settings that administrators can change, with present values and ranges, in the order of `ADJUSTABLE`.

    Raises `SealBroken` if no key of the key ring decrypts the address of an administrator who changed one.
    """
    newest = await setting_queries.newest_changes(resources.database)
    return [_setting(resources, name, newest) for name in ADJUSTABLE]


async def change_setting(
    resources: Resources, caller: Caller, name: str, value: int, expected: frozenset[str]
) -> Setting:
    """Changes the setting and returns it; other processes apply the change within seconds.

    If `value` is the present value, nothing changes. `name` is one of `ADJUSTABLE`; `expected` are the
    versions that the change may replace. Waits while another change is being written. Raises `Invalid`
    for a value that is out of the setting's range or contradicts another setting; `VersionMismatch` if
    the present version is not in `expected`; `SealBroken` as `list_settings` does.
    """
    least, most = range_of(name, getattr(resources.live_settings.environment, name))
    if not least <= value <= most:
        raise Invalid.field("/value", f"must be from {least} to {most}")
    return await _change(resources, caller, name, value, expected)


async def reset_setting(
    resources: Resources, caller: Caller, name: str, expected: frozenset[str]
) -> Setting:
    """Gives the setting the environment's value (the default) again and returns the setting.

    Nothing changes if the value comes from the environment already. `name` and `expected` as for
    `change_setting`. Waits while another change is being written. Raises `Invalid` if the environment's value
    contradicts a setting that an administrator changed; `VersionMismatch` if the present version is not in
    `expected`; `SealBroken` as `list_settings` does.
    """
    return await _change(resources, caller, name, None, expected)


async def _change(
    resources: Resources, caller: Caller, name: str, value: int | None, expected: frozenset[str]
) -> Setting:
    """Adds a change to `value`; None stands for the default."""
    async with resources.database.transaction() as transaction:
        # Of two changes at once, the second is compared with the first's value.
        await setting_queries.lock_settings(transaction)
        newest = await setting_queries.newest_changes(transaction)
        present = _setting(resources, name, newest)
        if str(present["version"]) not in expected:
            raise VersionMismatch
        if present["is_default"] if value is None else value == present["value"]:
            return present
        _check(resources, name, value, newest)
        added = await setting_queries.add_change(
            transaction,
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
    return _setting(resources, name, newest)


def _check(resources: Resources, name: str, value: int | None, newest: dict[str, Row]) -> None:
    """Raises `Invalid` for a value that contradicts another setting, which the error names.

    The default (None) is compared only with settings that administrators changed: the values of the
    environment are not compared with each other.
    """
    environment = resources.live_settings.environment
    default = getattr(environment, name)
    others = _present(environment, newest, is_changed_only=value is None)
    fits = narrowed(name, range_of(name, default), others)
    new = default if value is None else value
    if new < fits.least and fits.least_of:
        raise Invalid.field("/value", f"must be at least `{fits.least_of}`, which is {fits.least}")
    if new > fits.most and fits.most_of:
        raise Invalid.field("/value", f"must be at most `{fits.most_of}`, which is {fits.most}")


def _present(
    environment: Settings, newest: dict[str, Row], *, is_changed_only: bool = False
) -> dict[str, float]:
    """The present values of the settings in `PAIRS`, by name.

    `is_changed_only`: only of those whose value an administrator set.
    """
    values: dict[str, float] = {}
    for name in {name for pair in PAIRS for name in pair}:
        change = newest.get(name)
        if change and _applies(environment, name, change):
            values[name] = change["value"]
        elif not is_changed_only:
            values[name] = getattr(environment, name)
    return values


def _applies(environment: Settings, name: str, change: Row) -> bool:
    return not change["is_default"] and is_valid(environment, name, change["value"])


async def changes_page(
    resources: Resources, limit: int, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Returns (page of at most `limit` changes, the newest first; cursor of the next page or None).

    Each change is a dictionary with the fields of `setting_routes.SettingChange`. Only changes of settings in
    `ADJUSTABLE` are listed, because an earlier version of Amrutam may have let administrators change other
    settings. Raises `Invalid` for a cursor of another list, and `SealBroken` if no key of the key ring decrypts an
    address.
    """
    before = (
        decode_cursor(resources.keyring, _SCOPE, cursor, tuple[CursorInteger])[0]
        if cursor
        else None
    )
    rows = await setting_queries.changes(resources.database, before, list(ADJUSTABLE), limit + 1)
    items = [
        {**row, "by": opened_address(resources.keyring, row["by_sealed"])} for row in rows[:limit]
    ]
    following = (
        encode_cursor(resources.keyring, _SCOPE, (items[-1]["id"],)) if len(rows) > limit else None
    )
    return items, following


def _setting(resources: Resources, name: str, changes: dict[str, Row]) -> Setting:
    """The setting after the newest changes of all settings."""
    environment = resources.live_settings.environment
    default = getattr(environment, name)
    newest = changes.get(name)
    is_changed = newest is not None and _applies(environment, name, newest)
    fits = narrowed(name, range_of(name, default), _present(environment, changes))
    return {
        "name": name,
        "group": ADJUSTABLE[name].group,
        "value": newest["value"] if newest and is_changed else default,
        "default": default,
        "is_default": not is_changed,
        **_range(fits),
        "version": newest["version"] if newest else 0,
        "changed_at": newest["at"] if newest else None,
        "changed_by": opened_address(resources.keyring, newest["by_sealed"]) if newest else None,
    }


def _range(fits: NarrowedRange) -> dict[str, Any]:
    return {
        "least": fits.least,
        "most": fits.most,
        "least_setting": fits.least_of,
        "most_setting": fits.most_of,
    }
