"""What can be said against a sign-in, a code, a session."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class WrongCode(DomainError):
    """One answer for a wrong, used or expired code, so that a guesser learns nothing."""

    code = "wrong-code"
    kind = Kind.BAD_REQUEST
    title = "The code is not right, or no longer valid"
    cause = "The code is wrong, was used already, has expired, or was tried too often."
    fix = "Check the newest message, or ask for a new code."


class WrongCredentials(DomainError):
    code = "wrong-credentials"
    kind = Kind.BAD_REQUEST
    title = "E-mail, password or second factor are not right"
    cause = "At least one of the three does not fit. Which one is not told."
    fix = "Check all of them; a second factor is valid once, and for thirty seconds."


class RecoveryOnly(DomainError):
    code = "recovery-only"
    kind = Kind.FORBIDDEN
    title = "Only a recovery code opens this account for now"
    cause = (
        "Too many wrong passwords were tried in a row on devices that the account does not know (NIST SP"
        " 800-63B-4 allows a hundred)."
    )
    fix = (
        "Sign in on a device that you have used before, or with the password and a recovery code in the"
        " place of the authenticator's."
    )


class RefreshRefused(DomainError):
    code = "refresh-refused"
    kind = Kind.BAD_REQUEST
    title = "The refresh token is not valid"
    cause = "It is unknown, has expired, its session has ended, or it was used before."
    fix = "Sign in again."


class CsrfRefused(DomainError):
    code = "csrf-refused"
    kind = Kind.FORBIDDEN
    title = "The request does not carry this session's CSRF token"
    cause = "A browser session changes nothing without the token of GET /v1/auth/csrf."
    fix = "Send the token as the header `X-CSRF-Token`."


class OriginRefused(DomainError):
    code = "origin-refused"
    kind = Kind.FORBIDDEN
    title = "The request comes from another site"
    cause = "The Origin header does not name this platform's public address."
    fix = "Call from a page of the platform, or as a program with `Authorization: Bearer`."


class StepUpRequired(DomainError):
    code = "step-up-required"
    kind = Kind.FORBIDDEN
    title = "Prove again who you are"
    cause = "This asks for a password and a second factor, or a passkey, that were shown a few minutes ago."
    fix = "Call POST /v1/auth/step-up, or sign in again; then repeat the request."


class PasskeyRefused(DomainError):
    """One answer for whatever is wrong with it, so that nobody learns which passkeys there are."""

    code = "passkey-refused"
    kind = Kind.BAD_REQUEST
    title = "The passkey is not accepted"
    cause = (
        "It is unknown, was removed, or did not verify its user; the answer is for another site, was used"
        " already, or came too late; or the account is disabled."
    )
    fix = "Try again; or use the password and the authenticator's code."


class PasskeysUnavailable(DomainError):
    code = "passkeys-unavailable"
    kind = Kind.CONFLICT
    title = "Passkeys need an address with a name"
    cause = "AMRUTAM_PUBLIC_URL names an IP address, which WebAuthn does not accept."
    fix = "Use the password and the authenticator's code, or give the platform a host name."


class TooManyPasskeys(DomainError):
    code = "too-many-passkeys"
    kind = Kind.CONFLICT
    title = "The account has as many passkeys as it may have"
    cause = "AMRUTAM_PASSKEYS_PER_ACCOUNT limits them."
    fix = "Remove one that is not used any more."


class LinkRefused(DomainError):
    code = "link-refused"
    kind = Kind.BAD_REQUEST
    title = "The link is not valid any more"
    cause = "It was used, has expired, or its account is disabled."
    fix = "Ask for a new one at the sign-in page, or an administrator."


class WeakPassword(DomainError):
    code = "weak-password"
    kind = Kind.UNACCEPTABLE
    title = "The password is too easy to guess"
    cause = "It is short, common, or close to the e-mail address."
    fix = "Take a longer one: several words that do not belong together."


class TooManyPatients(DomainError):
    code = "too-many-patients"
    kind = Kind.CONFLICT
    title = "The account has as many patients as it may have"
    cause = "An account is for a person and their family."
    fix = "Use another account for further people."


class AddressTaken(DomainError):
    code = "address-taken"
    kind = Kind.CONFLICT
    title = "There is an account with this e-mail address already"
    cause = "An address belongs to one account."
    fix = "Use another address."
