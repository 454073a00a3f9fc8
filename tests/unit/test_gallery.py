"""The gallery of components (decision 0124), checked in its sources."""

from __future__ import annotations

import re
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "web" / "src"


def test_each_shared_component_is_in_the_gallery() -> None:
    files = (_SOURCES / "app" / "[locale]" / "gallery").glob("*.tsx")
    gallery = "\n".join(path.read_text() for path in files)
    imported = set(re.findall(r'from "@/components/([\w-]+)"', gallery))
    shared = {path.stem for path in (_SOURCES / "components").glob("*.tsx")}
    assert shared - imported == set(), "show these in the gallery"


def test_no_build_contains_the_gallery() -> None:
    pages = list((_SOURCES / "app" / "[locale]" / "gallery").glob("page.*"))
    assert [path.name for path in pages] == ["page.dev.tsx"]
