#!/bin/sh
# Run once by the image of PostgreSQL, when its volume is new.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --quiet \
    --variable "owner_password=$(cat /run/secrets/database_owner_password)" \
    --variable "app_password=$(cat /run/secrets/database_app_password)" --file /roles.sql
