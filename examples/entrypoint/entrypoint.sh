#!/bin/sh
# Runs before the main command: prepare, then hand over with exec so that signals arrive.
date > /app/data/started
if [ "$1" = "serve" ]; then
  echo "Serving /app/www on port $PORT"
  exec httpd -f -p "$PORT" -h /app/www
fi
exec "$@"
