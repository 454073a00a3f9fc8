#!/bin/sh
# The image of PostgreSQL runs this once, when its volume is new.
set -eu
{
    printf '%s\n' "\\set owner_password $(cat /run/secrets/database_owner_password)" \
        "\\set app_password $(cat /run/secrets/database_app_password)"
    cat /roles.sql
} | psql --username "$POSTGRES_USER" --quiet --no-psqlrc --file - postgres
