"""`amrutam check`: what is wrong with settings, database, Redis, mail; and what to do about it."""
