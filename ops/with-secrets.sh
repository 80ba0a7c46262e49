#!/bin/sh
# Entry point of the image: reads the database address, which holds a password, from the file that DATABASE_URL_FILE names.
set -eu
if [ -n "${DATABASE_URL_FILE:-}" ]; then
  DATABASE_URL=$(cat "$DATABASE_URL_FILE")
  export DATABASE_URL
fi
exec "$@"
