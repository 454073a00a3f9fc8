"""Resolvers: requesting codes, signing in and out, the caller's account and its patients."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from ariadne import MutationType, ObjectType, QueryType

from amrutam.accounts import actions, queries, sessions, sign_in_codes
from amrutam.accounts.devices import known_device
from amrutam.accounts.schemas import (
    AccountChange,
    CodeRequest,
    CodeSignIn,
    NewPatient,
    PasswordSignIn,
    PatientView,
    RefreshRequest,
)
from amrutam.accounts.signing_in import account_view, open_tokens, preferred_locale, token_view
from amrutam.core.http.address import client_address
from amrutam.protocols.graphql.context import Context, Info
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated

_query, _mutation, _account = QueryType(), MutationType(), ObjectType("Account")
BOUND = [_query, _mutation, _account]


@_query.field("me")
async def _me(_root: Any, info: Info) -> dict[str, Any]:
    context = info.context
    return (await account_view(context.resources, context.signed_in())).model_dump(mode="json")


@_account.field("patients")
async def _patients(account: dict[str, Any], info: Info) -> list[dict[str, Any]]:
    context = info.context
    found: list[dict[str, Any]] = await context.load(_family, account["id"])
    return found


async def _family(context: Context, keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The patients of each account in `keys` (texts of account ids), by that text.

    Creates the account's own patient record if there is none yet. `keys` has only one account:
    the caller's, or that of the person who has just signed in.
    """
    database = context.resources.database
    found = {}
    for key in keys:
        account_id = UUID(key)
        await queries.self_patient(database, account_id)
        found[key] = [
            patient_shown(each) for each in await queries.patients_of(database, account_id)
        ]
    return found


def patient_shown(patient: Any) -> dict[str, Any]:
    """Converts a `Patient` of `accounts/models.py` to a dictionary with the fields of the GraphQL type `Patient`."""
    return PatientView.model_validate(patient, from_attributes=True).model_dump(mode="json")


@mutation(_mutation, "requestCode", "Challenge", "sign_in")
async def _request_code(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    body = validated(CodeRequest, input)
    context.use_secret()
    request = context.request
    challenge = await sign_in_codes.request_code(
        context.resources, body.channel, body.address, client_address(request),
        preferred_locale(request), body.time_zone, partial(known_device, request),
    )  # fmt: skip
    return challenge_shown(challenge)


def challenge_shown(challenge: sign_in_codes.Challenge) -> dict[str, Any]:
    """Returns the challenge of a requested code as a dictionary with the fields of the GraphQL type `Challenge`."""
    return {
        "challenge_id": str(challenge.id),
        "expires_at": challenge.expires_at.isoformat(),
        "resend_at": challenge.resend_at.isoformat(),
    }


@mutation(_mutation, "signInWithCode", "TokenPair", "sign_in")
async def _sign_in_with_code(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    return await _signed_in(context, validated(CodeSignIn, input))


@mutation(_mutation, "signInWithPassword", "TokenPair", "sign_in")
async def _sign_in_with_password(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    return await _signed_in(context, validated(PasswordSignIn, input))


async def _signed_in(context: Context, body: CodeSignIn | PasswordSignIn) -> dict[str, Any]:
    context.use_secret()
    return (await open_tokens(context.request, context.response, body)).model_dump(mode="json")


@mutation(_mutation, "refresh", "TokenPair", "sign_in")
async def _refresh(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    body = validated(RefreshRequest, input)
    context.use_secret()
    pair = await sessions.refresh(context.resources, body.refresh_token)
    return (await token_view(context.resources, pair)).model_dump(mode="json")


@mutation(_mutation, "signOut", "SignedOut")
async def _sign_out(context: Context, *, everywhere: bool) -> dict[str, Any]:
    caller = context.signed_in()
    if everywhere:
        await sessions.end_every_session(context.resources, caller.account_id)
    else:
        await sessions.end_session(context.resources, caller.session_id)
    return {"everywhere": everywhere}


@mutation(_mutation, "changeAccount", "Account")
async def _change_account(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    caller = context.signed_in()
    body = validated(AccountChange, input)
    await actions.change_own_account(
        context.resources, caller, name=body.name, locale=body.locale, time_zone=body.time_zone
    )
    return (await account_view(context.resources, caller)).model_dump(mode="json")


@mutation(_mutation, "addPatient", "Patient")
async def _add_patient(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    caller = context.signed_in()
    body = validated(NewPatient, input)
    patient = await actions.add_patient(
        context.resources, caller, name=body.name, relation=body.relation,
        birth_date=body.birth_date, gender=body.gender,
    )  # fmt: skip
    return patient_shown(patient)
