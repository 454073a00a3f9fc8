"""Which revision of the schema a data folder holds: told by a file, so that nothing in the folder is touched to learn it."""

from __future__ import annotations

from amrutam.core.revisions import UnknownSchema, known_revisions, newest_revision
from amrutam.embedded.layout import Layout, write_private


def refuse_unknown_schema(layout: Layout) -> None:
    """Raises `UnknownSchema` for a folder that another version has made and this one cannot use."""
    if not _has_database(layout):
        return
    found = layout.schema.read_text() if layout.schema.exists() else "from before the first release"
    if found not in known_revisions():
        raise UnknownSchema(layout.folder, found)


def note_first_schema(layout: Layout) -> None:
    """Before the database is made: a first start that is cut short is continued by the next."""
    if not _has_database(layout):
        note_schema(layout)


def note_schema(layout: Layout) -> None:
    write_private(layout.schema, newest_revision().encode())


def _has_database(layout: Layout) -> bool:
    return (layout.postgres / "PG_VERSION").exists()
