#!/bin/sh
exec httpd -f -p 8000 -h /srv/app
