"""Domain errors of accounts: sign-in, codes, sessions, passkeys, passwords and family members."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class WrongCode(DomainError):
    """A one-time code is refused.

    The error does not show whether the code was wrong, used or expired, so that somebody who guesses
    cannot tell these cases apart.
    """

    code = "wrong-code"
    kind = Kind.BAD_REQUEST
    title = "The code is wrong or no longer valid"
    cause = "The code is wrong, was used already, has expired, or was tried too often."
    fix = "Check the newest message, or ask for a new code."


class WrongCredentials(DomainError):
    code = "wrong-credentials"
    kind = Kind.BAD_REQUEST
    title = "The e-mail address, password or second factor is wrong"
    cause = "At least one of the three is wrong. The answer does not say which one."
    fix = "Check all three, and use the authenticator's present code; each code works once."


class AccountDisabled(DomainError):
    code = "account-disabled"
    kind = Kind.CONFLICT
    title = "The staff account is disabled"
    cause = "A reset mails a link to set a password, and no link of a disabled account works."
    fix = "First enable the account, then reset it."


class RecoveryOnly(DomainError):
    code = "recovery-only"
    kind = Kind.FORBIDDEN
    title = "This account accepts only a recovery code for now"
    cause = (
        "Too many attempts in a row failed: on unknown devices together, on this device, in this"
        " session or with this link (NIST SP 800-63B-4 allows a hundred)."
    )
    fix = (
        "Sign in on a device that you have used before, or enter a recovery code instead of the"
        " authenticator's code."
    )


class TooManyWrongPasswords(DomainError):
    """Like `RecoveryOnly`, for a request in which a signed-in caller cannot send a recovery code."""

    code = "too-many-wrong-passwords"
    kind = Kind.FORBIDDEN
    title = "The password was wrong too often in this session"
    cause = (
        "Too many wrong passwords in a row were sent in this session (NIST SP 800-63B-4 allows a"
        " hundred)."
    )
    fix = "Sign out and sign in again; then repeat the request."


class RefreshRefused(DomainError):
    code = "refresh-refused"
    kind = Kind.BAD_REQUEST
    title = "The refresh token is not valid"
    cause = (
        "The refresh token is unknown, has expired or was used before, or its session has ended."
    )
    fix = "Sign in again."


class CsrfRefused(DomainError):
    code = "csrf-refused"
    kind = Kind.FORBIDDEN
    title = "The request lacks this session's CSRF token"
    cause = "A browser session must prove with a token that a change comes from the platform's own page."
    fix = "Get the token with GET /v1/auth/csrf, and send it in the header `X-CSRF-Token`."


class OriginRefused(DomainError):
    code = "origin-refused"
    kind = Kind.FORBIDDEN
    title = "The request comes from another site"
    cause = "The Origin header does not name this platform's public address, or the browser marked the request as cross-site."
    fix = "Send the request from a page of the platform, or from a program with `Authorization: Bearer`."


class StepUpRequired(DomainError):
    code = "step-up-required"
    kind = Kind.FORBIDDEN
    title = "A recent proof of identity is required"
    cause = (
        "The request needs a recent proof of who you are: from staff a password and a second factor, or a"
        " passkey; from patients a one-time code."
    )
    fix = "Call POST /v1/auth/step-up, or sign in again; then repeat the request."


class PasskeyRefused(DomainError):
    """A passkey is refused. The error is the same for every fault, so that nobody learns which passkeys exist."""

    code = "passkey-refused"
    kind = Kind.BAD_REQUEST
    title = "The passkey is not accepted"
    cause = (
        "The passkey is unknown, was removed, or did not verify its user; the browser's"
        " answer is for another site, was used already, or came too late; or the account"
        " is disabled."
    )
    fix = "Try again; or use the password and the authenticator's code."


class PasskeysUnavailable(DomainError):
    code = "passkeys-unavailable"
    kind = Kind.CONFLICT
    title = (
        "Passkeys are not available at an IP address: use the password and the authenticator's code"
    )
    cause = "AMRUTAM_PUBLIC_URL names an IP address, which WebAuthn does not accept."
    fix = "Use the password and the authenticator's code, or give the platform a host name."


class TooManyPasskeys(DomainError):
    code = "too-many-passkeys"
    kind = Kind.CONFLICT
    title = "The account has the maximum number of passkeys"
    cause = "AMRUTAM_PASSKEYS_PER_ACCOUNT limits the number of passkeys of an account."
    fix = "Remove a passkey that is no longer used."


class LinkRefused(DomainError):
    code = "link-refused"
    kind = Kind.BAD_REQUEST
    title = "The link is no longer valid"
    cause = "The link is unknown, was used, has expired, or its account is disabled."
    fix = "Request a new link at the sign-in page, or ask an administrator for one."


class WeakPassword(DomainError):
    code = "weak-password"
    kind = Kind.UNACCEPTABLE
    title = "The password is too easy to guess"
    cause = "The password is too short or too long, common, or similar to the e-mail address."
    fix = "Choose a longer password, for example several unrelated words."


class TooManyPatients(DomainError):
    code = "too-many-patients"
    kind = Kind.CONFLICT
    title = "The account has the maximum number of patients"
    cause = (
        "An account is for a person and their family, and the number of its patients is limited."
    )
    fix = "Use another account for further people."


class AddressTaken(DomainError):
    code = "address-taken"
    kind = Kind.CONFLICT
    title = "An account with this e-mail address already exists"
    cause = "An e-mail address can belong to one account only."
    fix = "Use another address."


class OwnPatient(DomainError):
    code = "own-patient"
    kind = Kind.CONFLICT
    title = "The owner of an account cannot be removed from it"
    cause = "An account belongs to its owner; only family members can be removed from it."
    fix = "Close the account with POST /v1/me/close."


class PatientHasVisits(DomainError):
    code = "patient-has-visits"
    kind = Kind.CONFLICT
    title = "The family member has a booked visit"
    cause = "A family member with a booked visit cannot be removed."
    fix = "Cancel the visit first; then remove the family member."


class StaffAccount(DomainError):
    code = "staff-account"
    kind = Kind.FORBIDDEN
    title = "Only an administrator can close an account of staff"
    cause = (
        "Somebody must take over the work and records of doctors, administrators and front desks."
    )
    fix = "Ask an administrator to hand your work over and disable the account."
