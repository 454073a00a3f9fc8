"""The checks of `amrutam check`: settings, database, Redis, mail, website, keys, accounts.

Each check returns findings; a finding states a fact and, if the fact is a fault, how to repair it.
"""
