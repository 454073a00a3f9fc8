"""The checks of `amrutam check`: settings, database, Redis, mail, website, keys, accounts.

Each check returns findings (`Finding`); a finding states a fact and, if something should be changed, how to do it.
"""
