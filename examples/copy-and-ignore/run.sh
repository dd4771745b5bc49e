#!/bin/sh
echo "Files in /srv:"
find /srv -type f
