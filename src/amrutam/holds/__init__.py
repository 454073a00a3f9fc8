"""The state of holds in Redis, and the count of changes of a doctor's times. `booking/holding.py` makes holds for callers."""
