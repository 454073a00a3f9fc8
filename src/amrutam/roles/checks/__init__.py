"""The checks of `amrutam check`: settings, database, Redis, mail, website, keys, accounts. Each returns findings: a fact, and its fix if it is a fault."""
