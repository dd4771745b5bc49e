#!/bin/sh
echo "read me" > README.md
