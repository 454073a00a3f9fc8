"""A name stands for one type in a package, so that a reader who looks a type up finds the right one."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "amrutam"
_TYPE = re.compile(r"_?[A-Z]\w*[a-z]\w*")


def types_of(source: str) -> list[str]:
    """Returns the names of a module's own types: classes and aliases such as `Name = Annotated[...]`."""
    body = ast.parse(source).body
    classes = [each.name for each in body if isinstance(each, ast.ClassDef)]
    bound = [each.targets[0] for each in body if isinstance(each, ast.Assign)]
    aliases = [each.id for each in bound if isinstance(each, ast.Name)]
    return classes + [name for name in aliases if _TYPE.fullmatch(name)]


def test_a_package_has_no_two_types_of_one_name() -> None:
    packages = sorted({path.parent for path in PACKAGE.rglob("*.py")})
    assert len(packages) > 20
    twice = {}
    for package in packages:
        names = Counter(
            name.lstrip("_") for path in package.glob("*.py") for name in types_of(path.read_text())
        )
        twice[str(package.relative_to(PACKAGE))] = [name for name, n in names.items() if n > 1]
    assert {package: names for package, names in twice.items() if names} == {}
