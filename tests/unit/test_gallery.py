"""Checks by the sources that the gallery of components is complete and is in no build (decision 0124)."""

from __future__ import annotations

import re
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "web" / "src"
_PAGES = _SOURCES / "app" / "[locale]"
_FEATURES = _SOURCES / "features"

_IMPORT = re.compile(
    r"""(?:^(?:import|export)\s(?!type\b)[^"';]*?from|\bimport\()\s*"([^"]+)\"""", re.MULTILINE
)

_NOT_SHOWN = {
    "desk/desk-page.tsx": "a layout that reads the session on the server; its parts are shown",
    "operations/operations-page.tsx": "a layout that reads the session on the server; its parts are shown",
    "operations/doctors/doctor-frame.tsx": "a layout that reads the doctor on the server; its parts are shown",
    "practice/practice-page.tsx": "a layout that reads the doctor on the server; its parts are shown",
    "doctor/parts.tsx": "no component: it returns the HTML of components that are shown",
    "search/parts.tsx": "no component: it returns the HTML of components that are shown",
    "search/at-once.tsx": "shows nothing: it submits the form, and speaks to screen readers",
}  # fmt: skip


def test_each_shared_component_is_in_the_gallery() -> None:
    files = (_PAGES / "gallery").glob("*.tsx")
    gallery = "\n".join(path.read_text() for path in files)
    imported = set(re.findall(r'from "@/components/([\w-]+)"', gallery))
    shared = {path.stem for path in (_SOURCES / "components").glob("*.tsx")}
    assert shared - imported == set(), "show these in the gallery"


def test_each_component_of_a_feature_is_in_the_gallery() -> None:
    """The gallery or its layout imports each component of a feature, directly or not.

    `_NOT_SHOWN` lists the exceptions.
    """
    shown = _reached_from([*(_PAGES / "gallery").glob("*.tsx"), _PAGES / "layout.tsx"])
    missing = {
        path.relative_to(_FEATURES).as_posix()
        for path in _FEATURES.rglob("*.tsx")
        if path not in shown
    }
    assert missing - _NOT_SHOWN.keys() == set(), "show these in the gallery"
    assert _NOT_SHOWN.keys() - missing == set(), (
        "the gallery shows these: remove them from _NOT_SHOWN"
    )


def test_no_build_contains_the_gallery() -> None:
    pages = list((_PAGES / "gallery").glob("page.*"))
    assert [path.name for path in pages] == ["page.dev.tsx"]


def _reached_from(files: list[Path]) -> set[Path]:
    """Returns the files and every source file that they import, directly or not, except by `import type`."""
    reached: set[Path] = set()
    left = list(files)
    while left:
        path = left.pop()
        if path not in reached:
            reached.add(path)
            left.extend(_imported_by(path))
    return reached


def _imported_by(path: Path) -> list[Path]:
    found = []
    for name in _IMPORT.findall(path.read_text()):
        if name.startswith(("@/", ".")):
            target = _SOURCES / name[2:] if name.startswith("@/") else path.parent / name
            files = [target.with_name(f"{target.name}{ending}") for ending in (".tsx", ".ts")]
            found += [each.resolve() for each in files if each.exists()]
    return found
