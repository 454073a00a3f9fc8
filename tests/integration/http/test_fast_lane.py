"""Requests that fit: the fast lane answers each as FastAPI's own route of the same address does.

What does not fit is sent through both by `test_bounds.py` and `test_bounds_of_values.py`.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from fastapi import APIRouter, Cookie, Depends, FastAPI
from fastapi.routing import APIRoute
from httpx import AsyncClient, Response

from amrutam.core.http.fast import FastLane, fast
from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold, problem
from tests.cast.routes import query_names, served
from tests.cast.times import local
from tests.cast.world import World, absent, make_world
from tests.conftest import MakeClient

READS = [
    "/v1/doctors", "/v1/doctors?q=panchakarma&sort=fee&limit=3", "/v1/doctors?approved=false",
    "/v1/doctors?city=&mode=online&max_fee=90000&available_on={day}", "/v1/doctors?nothing=1",
    "/v1/doctors/{doctor}/slots", "/v1/doctors/{doctor}/slots?from={day}&to={day}",
    "/v1/doctors/{doctor}/slots?from={day}&unknown=x", "/v1/doctors/{doctor}/slots?to=",
    "/v1/doctors/{doctor}/slots?consultation_type={type}", "/v1/doctors/{absent}/slots",
    "/v1/doctors/{doctor}/slots?consultation_type={absent}", "/v1/doctors/x/slots",
    "/v1/appointments/{appointment}", "/v1/appointments/{absent}", "/v1/appointments/{appointment}.ics",
]  # fmt: skip
