"""Holds over REST; and appointments: booking, moving, proposing, ending, listing them, and calendar files.

`confirming.py` books, `moving.py` moves and `closing.py` ends one appointment; the rules that only
the database can enforce are functions in migrations/schema/booking_*.sql. The `holds` package has
the state of holds in Redis.
"""
