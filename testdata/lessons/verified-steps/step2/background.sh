#!/bin/sh
touch second-step
