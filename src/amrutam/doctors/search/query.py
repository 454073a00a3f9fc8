"""The query of a search: its filters, its order, and the scope of its cursors."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from amrutam.core.dates import Day
from amrutam.core.http.query_strings import read_query
from amrutam.doctors.models import Gender, Mode
from amrutam.doctors.search.query_words import words_of
from amrutam.doctors.search.reference import languages

Sort = Literal["next_available", "fee", "experience", "rating"]
Order = Literal["next_available", "fee", "experience", "rating", "relevance"]


def _none_if_empty(value: object) -> object:
    """Returns None for an empty text: HTML forms also send empty fields, which count as absent."""
    return None if value == "" else value


_Empty = BeforeValidator(_none_if_empty)
_Text = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
_Fee = Annotated[int, Field(ge=0, le=100_000_000)]
OptionalText = Annotated[_Text | None, _Empty]


class Search(BaseModel):
    """The filters, the order and the page of a search: the query parameters of GET /v1/doctors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: OptionalText = Field(
        None,
        description="Words of a name, specialization, concern or city; spelling mistakes are tolerated",
    )
    specialization: OptionalText = Field(
        None,
        description="Only doctors of this specialization, by slug or name",
        examples=["panchakarma"],
    )
    city: OptionalText = Field(
        None,
        description="Only doctors whose own practice, or a clinic where they work, is in this city; the city is given by slug or name. "
        "The next available slots are then those in this city and those online",
        examples=["Jaipur"],
    )
    clinic: Annotated[UUID | None, _Empty] = Field(
        None,
        description="Only doctors who see patients at this clinic. The next available slots are then those at "
        "the clinic, or with `mode=online` those online",
    )
    language: OptionalText = Field(
        None,
        description="Only doctors who speak this language, by name or ISO 639 code",
        examples=["Hindi"],
    )
    mode: Annotated[Mode | None, _Empty] = Field(
        None, description="Only doctors who offer visits in this mode"
    )
    gender: Annotated[Gender | None, _Empty] = Field(
        None, description="Only doctors of this gender"
    )
    max_fee: Annotated[_Fee | None, _Empty] = Field(
        None,
        description="Only doctors whose default consultation type costs at most this much, in minor units (paise); "
        "currencies are not converted",
    )
    available_on: Annotated[Day | None, _Empty] = Field(
        None,
        description="Only doctors with an available slot on this day, in the doctor's time zone",
    )
    sort: Annotated[Sort | None, _Empty] = Field(
        None,
        description="Order of the doctors: `next_available` the earliest first, `fee` the lowest fee of the default consultation "
        "type first (amounts in minor units; currencies are not converted), `experience` and `rating` the highest first. "
        "Without this parameter the order is by relevance if `q` contains a word, otherwise by `next_available`",
    )
    approved: Annotated[bool | None, _Empty] = Field(
        None,
        description="`false` lists the doctors who are not approved, oldest first. Only administrators may send it, "
        "and with no other parameters than `limit` and `cursor`",
    )
    limit: int = Field(20, ge=1, le=100)
    cursor: Annotated[Annotated[str, Field(max_length=1000)] | None, _Empty] = None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Search:
        beside = self.model_fields_set - {"approved", "limit", "cursor"}
        if self.approved is False and any(getattr(self, name) is not None for name in beside):
            raise ValueError(
                "doctors who are not approved cannot be searched: send only `limit` and `cursor` with it"
            )
        return self

    @property
    def order(self) -> Order:
        """The order of the rows: `sort`, by default `relevance` if `q` has a word, otherwise `next_available`."""
        if self.sort is not None:
            return self.sort
        return "relevance" if self.asks_words else "next_available"

    @property
    def asks_words(self) -> bool:
        """Whether `q` has a word."""
        return self.q is not None and bool(words_of(self.q))

    @property
    def asks_nothing_sayable(self) -> bool:
        """Whether `q` is not empty but has no word, only punctuation, which matches no doctor."""
        return self.q is not None and bool(self.q.strip()) and not self.asks_words

    @property
    def depends_on_free_time(self) -> bool:
        """Whether available slots decide which rows are listed, or their order."""
        return self.order == "next_available" or self.available_on is not None

    @property
    def stored_language(self) -> str | None:
        """The searched language by the name under which doctors' languages are stored; None if no language is searched.

        An unknown language is returned unchanged, and matches no doctor.
        """
        if self.language is None:
            return None
        return languages().get(self.language.strip().lower(), self.language)

    @cached_property
    def scope(self) -> str:
        """A text that identifies the list to which a cursor belongs: all parameters that decide the rows and their order."""
        return "doctors:" + self.model_dump_json(
            exclude={"limit", "cursor", "approved"}, exclude_none=True
        )

    @cached_property
    def link(self) -> str:
        """The path and query of the next page's URL up to `cursor=`; the caller appends the cursor."""
        asked = self.model_dump(
            mode="json", exclude={"cursor"}, exclude_none=True, exclude_defaults=True
        )
        return "/v1/doctors?" + urlencode(asked | {"cursor": ""})


@lru_cache(maxsize=2048)
def search_of(query: bytes) -> Search:
    """Parses a query string into a search.

    Raises `RequestValidationError` for an unknown or invalid parameter, and `Invalid` for a query string that is not
    in UTF-8, has a name twice, the character NUL or too many fields (`read_query`). FastAPI reads a model of this
    size in 300 us; this function takes 20 us, and almost no time for a query string that it has parsed before.
    """
    given = read_query(query)
    try:
        return Search.model_validate(given)
    except ValidationError as reason:
        errors = [{**error, "loc": ("query", *error["loc"])} for error in reason.errors()]
        raise RequestValidationError(errors) from reason


def query_parameters() -> list[dict[str, Any]]:
    """The parameters of `Search`, as a list of OpenAPI parameter objects (dictionaries)."""
    schema = Search.model_json_schema()
    return [
        {
            "in": "query",
            "name": name,
            "required": False,
            "schema": _as_sent(said),
            **({"description": said["description"]} if "description" in said else {}),
        }
        for name, said in schema["properties"].items()
    ]


def _as_sent(said: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a query parameter, from that of a field.

    A URL has no null: an absent parameter is left out or empty.
    """
    shown = {key: value for key, value in said.items() if key not in ("description", "default")}
    if "anyOf" in shown:
        empty = {"type": "string", "maxLength": 0}
        shown["anyOf"] = [empty if kind == {"type": "null"} else kind for kind in shown["anyOf"]]
    elif said.get("default") is not None:
        shown["default"] = said["default"]
    return shown
