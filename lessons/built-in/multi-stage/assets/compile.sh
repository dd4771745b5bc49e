#!/bin/sh
# Stands in for a compiler: makes a web page from each text, and leaves a large cache behind.
mkdir out
for page in pages/*.txt; do
  name=$(basename "$page" .txt)
  { echo "<!doctype html>"; sed 's/.*/<p>&<\/p>/' "$page"; } > "out/$name.html"
  echo "Compiled $name"
done
dd if=/dev/zero of=compiler-cache bs=1M count=5
