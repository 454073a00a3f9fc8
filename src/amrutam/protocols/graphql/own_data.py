"""Resolvers: the caller's consents, sessions and address, removing a family member, and closing the account."""

from __future__ import annotations

from typing import Any

from ariadne import MutationType, QueryType
from pydantic import BaseModel

from amrutam.accounts import account_codes, actions, consents, session_queries, sessions
from amrutam.accounts.consent_routes import ConsentView, NoticeItemView
from amrutam.accounts.models import Locale
from amrutam.accounts.schemas import EmailProof, NewEmail, OwnCodeRequest, PatientChange
from amrutam.accounts.signing_in import account_view
from amrutam.accounts.staff_schemas import OwnSession
from amrutam.core.errors import NotFound
from amrutam.core.http.address import client_address
from amrutam.privacy import account_closing
from amrutam.privacy.schemas import ClosingProof
from amrutam.protocols.graphql.accounts import challenge_shown, patient_shown
from amrutam.protocols.graphql.arguments import uuid_of
from amrutam.protocols.graphql.context import Context, Info
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated

_query, _mutation = QueryType(), MutationType()
BOUND = [_query, _mutation]


class _Consent(BaseModel):
    version: consents.NoticeVersion


@_query.field("consentNotice")
def _notice(_root: Any, _info: Info, locale: Locale) -> dict[str, Any]:
    present = consents.notice()
    items = [
        NoticeItemView.model_validate(item, from_attributes=True).model_dump()
        for item in present.items[locale]
    ]
    return {"version": present.version, "locale": locale, "items": items}


@_query.field("consents")
async def _consents(_root: Any, info: Info) -> list[dict[str, Any]]:
    context = info.context
    rows = await consents.consents_of(context.resources, context.signed_in().account_id)
    return [ConsentView.model_validate(dict(row)).model_dump(mode="json") for row in rows]


@_query.field("sessions")
async def _sessions(_root: Any, info: Info) -> list[dict[str, Any]]:
    context = info.context
    caller = context.signed_in()
    rows = await session_queries.live_sessions(context.resources.database, caller.account_id)
    return [
        OwnSession(**dict(row), current=row["id"] == caller.session_id).model_dump(mode="json")
        for row in rows
    ]


@mutation(_mutation, "endSession", "SessionEnded")
async def _end_session(context: Context, id: str) -> dict[str, Any]:
    caller = context.signed_in()
    if not await sessions.end_own_session(context.resources, caller.account_id, uuid_of(id)):
        raise NotFound
    return {"id": id}


@mutation(_mutation, "giveConsent", "ConsentRecorded")
async def _give_consent(context: Context, version: str) -> dict[str, Any]:
    caller = context.signed_in()
    wanted = validated(_Consent, {"version": version}).version
    await consents.give_consent(context.resources, caller.account_id, wanted)
    return {"version": wanted, "given": True}


@mutation(_mutation, "withdrawConsent", "ConsentRecorded")
async def _withdraw_consent(context: Context, version: str) -> dict[str, Any]:
    caller = context.signed_in()
    wanted = validated(_Consent, {"version": version}).version
    await consents.withdraw_consent(context.resources, caller.account_id, wanted)
    return {"version": wanted, "given": False}


@mutation(_mutation, "changePatient", "Patient")
async def _change_patient(context: Context, id: str, input: dict[str, Any]) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(PatientChange, input)
    found = await actions.change_patient(context.resources, caller, uuid_of(id), body.given())
    return patient_shown(found)


@mutation(_mutation, "removePatient", "PatientRemoved")
async def _remove_patient(context: Context, id: str) -> dict[str, Any]:
    await account_closing.remove_patient(context.resources, context.signed_in(), uuid_of(id))
    return {"id": id}


@mutation(_mutation, "sendOwnCode", "Challenge")
async def _send_own_code(context: Context, purpose: str) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(OwnCodeRequest, {"purpose": purpose})
    context.use_secret()
    return challenge_shown(
        await account_codes.send_own_code(
            context.resources, caller, body.purpose, client_address(context.request)
        )
    )


@mutation(_mutation, "beginEmailChange", "Challenge")
async def _begin_email_change(context: Context, email: str) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(NewEmail, {"email": email})
    context.use_secret()
    return challenge_shown(
        await account_codes.begin_email_change(
            context.resources, caller, body.email, client_address(context.request)
        )
    )


@mutation(_mutation, "finishEmailChange", "Account")
async def _finish_email_change(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(EmailProof, input)
    context.use_secret()
    await account_codes.finish_email_change(
        context.resources, caller, body.challenge_id, body.new_code, body.present_code
    )
    return (await account_view(context.resources, caller)).model_dump(mode="json")


@mutation(_mutation, "closeAccount", "AccountClosed")
async def _close_account(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    caller, body = context.signed_in("patient"), validated(ClosingProof, input)
    context.use_secret()
    await account_closing.close_account(context.resources, caller, body.challenge_id, body.code)
    return {"id": str(caller.account_id)}
