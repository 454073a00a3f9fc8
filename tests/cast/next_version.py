"""Makes a next version of the platform for tests: a copy of the package with one more revision of the schema.

The revision adds a column, which the copy's code reads.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import amrutam
from amrutam.core.revisions import FOLDER, newest_revision

VERSION, REVISION = "0.2.0", "schema_of_the_next_version"
MIGRATES_SECONDS = 2
_SQL = f"""
-- Long enough that migrations that are started together overlap.
SELECT pg_sleep({MIGRATES_SECONDS});
ALTER TABLE doctor ADD COLUMN is_shown boolean NOT NULL DEFAULT true;
CREATE TABLE next_version (migrated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO next_version DEFAULT VALUES;
"""


def make_next_version(folder: Path) -> dict[str, str]:
    """Writes the package into the folder; returns the environment variables with which `python -m amrutam` is the next version."""
    package = folder / "amrutam"
    source = Path(amrutam.__file__).parent
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__"))
    if not (package / "migrations").exists():  # in a checkout the migrations are beside `src`
        shutil.copytree(FOLDER, package / "migrations")
    (package / "migrations" / "next.sql").write_text(_SQL)
    _change(
        package / "core" / "revisions.py",
        r"(REVISIONS: .*= \{\n(?:    .*\n)*)\}",
        rf'\1    "{REVISION}": ("next.sql",),\n}}',
    )
    _change(package / "__init__.py", r'__version__ = ".*"', f'__version__ = "{VERSION}"')
    _change(
        package / "doctors" / "profile_queries.py",
        r"FROM doctor AS d\b",
        "FROM (SELECT * FROM doctor WHERE is_shown) AS d",
    )
    assert newest_revision() in (package / "core" / "revisions.py").read_text()
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def _change(file: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, file.read_text())
    assert count == 1, f"{file} has {count} matches of {pattern}, not one"
    file.write_text(text)
