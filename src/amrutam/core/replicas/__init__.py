"""Reading from PostgreSQL's replicas: the choice of a replica, its lag, and the position that a read must include."""
