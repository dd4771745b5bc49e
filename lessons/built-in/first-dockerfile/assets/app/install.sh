#!/bin/sh
# Stands in for "pip install -r packages.txt": makes a folder for each package.
while read -r name; do
  echo "Installing $name"
  mkdir -p "packages/$name"
  echo "$name 1.0" > "packages/$name/version.txt"
done < packages.txt
