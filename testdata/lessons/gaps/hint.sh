#!/bin/sh
echo "Look around"
