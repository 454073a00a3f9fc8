"""Reading from PostgreSQL's replicas: which one, how new it is, and own writes."""
