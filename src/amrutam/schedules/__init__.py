"""Weekly hours, leave and extra hours of doctors, and the slots that follow from them.

The feature `availability` finds out which of these slots are held or booked.
"""
