#!/bin/sh
rm -f second-step
