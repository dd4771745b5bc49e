#!/bin/sh
grep -q "^CMD" Dockerfile
