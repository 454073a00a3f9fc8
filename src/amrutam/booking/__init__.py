"""Holds and appointments: the actions on them, their HTTP routes and SQL, and calendar files of appointments.

`confirming.py` books, `moving.py` moves and `closing.py` ends one appointment; the rules that only
the database can enforce are functions in migrations/schema/booking_*.sql. The `holds` package has
the state of holds in Redis.

Functions that use PostgreSQL can raise `Unavailable` (`Queries.fetch`), and those that use Redis
`OutOfTime` (`Redis.do`), even if their docstrings do not say so.
"""
