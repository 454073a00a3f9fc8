"""Makes images for uploads."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 160), **options: Any) -> bytes:
    """Returns the bytes of an image of a single colour, in Pillow's
    format `kind`; `size` is (width, height) in pixels.
    """
    made = BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(made, kind, **options)
    return made.getvalue()
