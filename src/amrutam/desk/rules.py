"""Allowed changes of a queue number's state. Pure."""

from __future__ import annotations

from typing import Literal

State = Literal["waiting", "called", "in_room", "done", "left"]

COMES_FROM: dict[State, tuple[State, ...]] = {
    "called": ("waiting", "called"),
    "in_room": ("waiting", "called"),
    "done": ("called", "in_room"),
    "left": ("waiting", "called", "in_room"),
    "waiting": ("called", "in_room", "done", "left"),
}
"""Maps each state to the states from which it can be reached. `called` can be repeated, and `waiting` undoes a mistake."""

IN_QUEUE: tuple[State, ...] = ("waiting", "called", "in_room")
