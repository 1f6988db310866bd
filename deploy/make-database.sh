#!/bin/sh
# Run once, as the server's administrator: a role for Commontable that owns one database and may make roles, and no more than that.
# The password comes from COMMONTABLE_PASSWORD. Other settings (host, port, administrator) as for psql: PGHOST, PGPORT, POSTGRES_USER.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set password="${COMMONTABLE_PASSWORD:?}" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
create role commontable login createrole nosuperuser nobypassrls password :'password';
create database commontable owner commontable encoding 'UTF8' template template0;
revoke connect on database commontable from public;
SQL
