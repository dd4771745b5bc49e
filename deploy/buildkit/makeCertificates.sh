#!/bin/sh
# Makes a certificate authority, and certificates for BuildKit (server) and Strata (client): each accepts only the other.
#   makeCertificates.sh FOLDER [NAME…]     NAME: a name or an address of the server, buildkit if there is none
set -eu
folder=$1
shift
[ $# -gt 0 ] || set -- buildkit
names=
for name; do
  # An address: of IPv6, or digits and dots.
  case $name in
    *:*) kind=IP ;;
    *[!0-9.]*) kind=DNS ;;
    *) kind=IP ;;
  esac
  names=$names$kind:$name,
done
DAYS=825

umask 077
mkdir -p "$folder"
cd "$folder"
openssl req -x509 -newkey rsa:3072 -nodes -days "$DAYS" -subj "/CN=Strata BuildKit" -keyout ca-key.pem -out ca.pem 2>/dev/null

# NAME SUBJECT USE [ALTERNATIVE NAMES]
sign() {
  openssl req -newkey rsa:3072 -nodes -subj "/CN=$2" -keyout "$1-key.pem" -out "$1.csr" 2>/dev/null
  {
    echo "extendedKeyUsage=$3"
    [ -z "${4:-}" ] || echo "subjectAltName=$4"
  } >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.pem -set_serial "0x$(openssl rand -hex 16)" -days "$DAYS" -extfile "$1.ext" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.ext"
}
sign server "$1" serverAuth "${names%,}"
sign client strata clientAuth
# The containers read them as users of their own; the folder keeps everybody else out. Store ca-key.pem elsewhere.
chmod 644 ca.pem server.pem client.pem server-key.pem client-key.pem
