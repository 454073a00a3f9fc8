"""SQL statements are in `queries.py` or `<concept>_queries.py`. CONTRIBUTING.md names the other files that contain SQL, and says why."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PACKAGE = ROOT / "src" / "amrutam"
_SQL = re.compile(
    r"^\s*(WITH \w+ AS|SELECT|INSERT INTO|UPDATE \w+|DELETE FROM|CREATE|ALTER|DROP|GRANT|LOCK|TRUNCATE|COPY|SHOW)\s"
)
_ROW = re.compile(r"^\| `([\w/*]+\.py)` \|", re.MULTILINE)


def has_statement(source: str) -> bool:
    return any(
        isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value)
        for node in ast.walk(ast.parse(source))
    )


def test_only_queries_files_and_those_that_contributing_names_have_sql() -> None:
    files = {
        path.relative_to(_PACKAGE).as_posix()
        for path in _PACKAGE.rglob("*.py")
        if not path.stem.endswith("queries") and has_statement(path.read_text())
    }
    named = set(_ROW.findall((ROOT / "CONTRIBUTING.md").read_text()))
    assert files == named, "move the statement to a queries file, or give a reason in CONTRIBUTING"


def test_a_statement_is_found() -> None:
    assert has_statement('A = Statement("a", """\n    SELECT 1 FROM b""")')
    assert has_statement('A = f"DELETE FROM {table}"')
    assert has_statement('A = "SHOW statement_timeout"')
    assert not has_statement('"""Selects the doctors."""')
