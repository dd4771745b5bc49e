#!/bin/sh
# Runs when a container starts, before the web server.
echo "<h1>Open since $(date)</h1>" > index.html
echo "The page is ready"
