#!/bin/sh
# Writes down when it started, and hands over to the web server.
set -e
date >> data/starts.txt
exec httpd -f -p 8000
