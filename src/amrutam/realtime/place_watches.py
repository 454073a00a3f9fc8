"""Admission queue places that sockets of this process watch: a socket gets a message when a read shows a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from time import monotonic
from uuid import UUID

from amrutam.admission import store
from amrutam.admission.models import Place, PlaceState, Rush
from amrutam.core.resources import Resources
from amrutam.realtime import messages
from amrutam.realtime.sockets import Socket

_AT_ONCE = 500
"""The number of places that are read in one Redis call."""

_Watched = tuple[Socket, Place]


class Places:
    """The watched admission queue places, at most one for each socket.

    Reading a place keeps the place alive, as polling over HTTP does.
    """

    def __init__(self, resources: Resources) -> None:
        self._redis = resources.redis
        self._places: dict[Socket, Place] = {}
        self._told: dict[Socket, PlaceState] = {}

    def watch(self, socket: Socket, place: Place) -> None:
        """Watches a place, in place of the socket's earlier one; the next read sends its first state."""
        self._places[socket] = place
        self._told.pop(socket, None)

    def leave(self, socket: Socket) -> None:
        """Stops watching the socket's place, if it has one."""
        self._places.pop(socket, None)
        self._told.pop(socket, None)

    async def tell(self) -> None:
        """Reads the places and sends changed states. A socket that watches a place does not count as idle.

        Raises `RedisAway`, after which the background loop calls the method again.
        """
        by_doctor: dict[UUID, list[_Watched]] = defaultdict(list)
        for socket, place in self._places.items():
            by_doctor[place.doctor_id].append((socket, place))
        for doctor_id, watched in by_doctor.items():
            rush = await store.rush_of(self._redis, doctor_id)
            for start in range(0, len(watched), _AT_ONCE):
                await self._tell(doctor_id, rush, watched[start : start + _AT_ONCE])

    async def _tell(self, doctor_id: UUID, rush: Rush | None, watched: list[_Watched]) -> None:
        states: Iterable[PlaceState] = [PlaceState("open")] * len(watched)
        if rush is not None:
            states = await store.look(self._redis, doctor_id, [place.id for _, place in watched])
        for (socket, _), state in zip(watched, states, strict=True):
            socket.idle_since = monotonic()
            if socket in self._places and self._told.get(socket) != state:
                self._told[socket] = state
                socket.push(messages.place(doctor_id, state, rush.rate if rush else 0.0))
