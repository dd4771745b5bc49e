#!/bin/sh
grep -q "^FROM busybox" Dockerfile
