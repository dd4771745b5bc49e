#!/bin/sh
# Stands in for a download: a large file, and a small photo made from it.
dd if=/dev/zero of=photos.raw bs=1M count=8
mkdir photos
head -c 50000 photos.raw > photos/bread.jpg
