"""Repeats, after a restore of the database, the erasures that were made after the restored moment.

The program `deploy/backup/erasures` stores the list of erasures beside the backups, with lines
`<account id>,<patient id or nothing>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from amrutam.accounts import queries
from amrutam.accounts.models import Caller
from amrutam.core.resources import Resources
from amrutam.privacy.account_closing import erase_account, erase_patient

_NOBODY = UUID(int=0)


class Erased(NamedTuple):
    """One erasure; `patient_id` None means the whole account."""

    account_id: UUID
    patient_id: UUID | None

    @classmethod
    def parse(cls, line: str) -> Erased:
        """Parses a line of the list. Raises `ValueError` for a malformed line."""
        account, patient = line.strip().split(",")
        return cls(UUID(account), UUID(patient) if patient else None)

    @classmethod
    def parse_all(cls, text: str) -> list[Erased]:
        """Parses the list; empty lines are skipped. Raises `ValueError` with the number of the first malformed line."""
        found = []
        for number, line in enumerate(text.splitlines(), 1):
            try:
                found += [cls.parse(line)] if line.strip() else []
            except ValueError as reason:
                raise ValueError(
                    f"line {number} is not `<account id>,<patient id or nothing>`; nothing was erased"
                ) from reason
        return found


async def erase_again(resources: Resources, erased: Iterable[Erased]) -> int:
    """Repeats the erasures, without mails; returns how many accounts and family members the restore had brought back.

    Accounts that are closed, or that the restored database lacks, are skipped. Repeating the call
    changes nothing. Raises `StaffAccount` for an account of staff, `Unavailable` or `VersionMismatch` if a visit is
    changed in the meantime, and `SealBroken` as `erase_account` does; the erasures before the failed one stay.
    """
    return sum([await _erased_again(resources, each) for each in erased])


async def _erased_again(resources: Resources, erased: Erased) -> bool:
    caller = Caller(erased.account_id, "patient", _NOBODY, contact_verified=False)
    if erased.patient_id is not None:
        return await erase_patient(resources, caller, erased.patient_id)
    if not await queries.is_open(resources.database, erased.account_id):
        return False
    await erase_account(resources, caller, None, None)
    return True
