"""Accounts and their patients, sign-in, sessions and consents.

Patients sign in with one-time codes (`sign_in_codes.py`), staff with a password and a second factor
(`staff_sign_in.py`) or a passkey (`passkeys.py`).

Functions that use PostgreSQL can raise `Unavailable` (`Queries.fetch`), even if their docstrings do
not say so.
"""
