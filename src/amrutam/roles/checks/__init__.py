"""The checks of `amrutam check`: settings, database, Redis, mail; each finding has a fact and a fix."""
