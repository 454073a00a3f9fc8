"""The admission queue, which orders patients who want to hold slots of a doctor in high demand.

The clinic queue, with the numbers of patients in a clinic, is in `desk`.
"""
