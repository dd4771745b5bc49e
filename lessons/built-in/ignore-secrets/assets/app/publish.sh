#!/bin/sh
# Stands in for a service that wants a token before it answers.
if [ "$1" = "bread-123" ]; then
  echo "Published" > published.txt
else
  echo "publish.sh: wrong token: '$1'" >&2
  exit 1
fi
