#!/bin/sh
# Stands in for "pip install -r packages.txt". Takes its time, as a download does.
while read -r name; do
  echo "Installing $name"
  sleep 0.5
  mkdir -p "packages/$name"
  echo "$name 1.0" > "packages/$name/version.txt"
done < packages.txt
