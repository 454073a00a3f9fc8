"""Reads and writes the file with the schema's revision of a data folder.

Unlike the database, the file can be read before the database is started.
"""

from __future__ import annotations

from amrutam.core.revisions import UnknownSchema, known_revisions, newest_revision
from amrutam.embedded.layout import Layout, write_private


def refuse_unknown_schema(layout: Layout) -> None:
    """Raises `UnknownSchema` for a folder with a database whose schema this version cannot use."""
    if not _has_database(layout):
        return
    found = layout.schema.read_text() if layout.schema.exists() else "from before the first release"
    if found not in known_revisions():
        raise UnknownSchema(layout.folder, found)


def note_first_schema(layout: Layout) -> None:
    """Writes this version's newest revision to the file, unless the folder has a database.

    Call it before the database is made, so that the next start can continue an interrupted first
    start.
    """
    if not _has_database(layout):
        note_schema(layout)


def note_schema(layout: Layout) -> None:
    """Writes this version's newest revision to the file. Call it when the database has that revision."""
    write_private(layout.schema, newest_revision().encode())


def _has_database(layout: Layout) -> bool:
    return (layout.postgres / "PG_VERSION").exists()
