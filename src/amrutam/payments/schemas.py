"""Request and response bodies of payments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from amrutam.clinics.schemas import PersonAtClinic
from amrutam.core.currencies import Currency
from amrutam.core.http.json_body import Body
from amrutam.core.numbers import WHOLE
from amrutam.core.text import STRIPPED
from amrutam.doctors.schemas import MoneyAnswer

Method = Literal["cash", "card", "upi"]
Reason = Annotated[
    str,
    STRIPPED,
    Field(
        min_length=1,
        max_length=500,
        description="Why the payment is reversed; stored encrypted with the counter-entry",
    ),
]


class Paid(Body):
    amount: Annotated[
        int, Field(ge=1, le=100_000_000, examples=[50_000], description="In minor units"), WHOLE
    ]
    currency: Currency | None = Field(
        default=None,
        description="Must be the currency of the visit's fee or, for a queue number, of the fee of the doctor's default "
        "consultation type. Null stands for this currency; another one is refused",
    )


class NewPayment(Body):
    """A payment for either a booked visit or a number of the clinic queue."""

    appointment_id: UUID | None = None
    ticket_id: UUID | None = None
    paid: Paid
    method: Method

    @model_validator(mode="after")
    def _for_one_thing(self) -> NewPayment:
        if (self.appointment_id is None) == (self.ticket_id is None):
            raise ValueError("must have either `appointment_id` or `ticket_id`")
        return self


class TakeBack(Body):
    reason: Reason


class ReceiptNumber(BaseModel):
    year: int
    number: int


class Payment(BaseModel):
    year: int
    number: int = Field(
        description="Receipt number, which begins at 1 for each clinic and year and has no gaps"
    )
    at: datetime
    paid: MoneyAnswer = Field(
        description="Amount paid, in minor units; negative for a counter-entry, which reverses a payment"
    )
    method: Method
    patient: PersonAtClinic
    doctor: PersonAtClinic
    registration_number: str
    appointment_id: UUID | None
    reference: str | None = Field(
        description="Booking reference of a booked visit; null for a queue number"
    )
    ticket_id: UUID | None
    queue_number: int | None
    takes_back: ReceiptNumber | None = Field(
        description="The receipt whose payment this counter-entry reverses; null for a payment"
    )
    taken_back_by: ReceiptNumber | None
    reason: str | None = Field(
        description="Why the payment was reversed, if this is a counter-entry"
    )


class Total(BaseModel):
    method: Method
    total: MoneyAnswer


class Payments(BaseModel):
    """Payments and counter-entries of one local day of a clinic, oldest first."""

    clinic_id: UUID
    date: date
    time_zone: str
    items: list[Payment]
    totals: list[Total]
