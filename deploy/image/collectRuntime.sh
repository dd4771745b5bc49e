#!/bin/sh
# Collects the programs of Strata's image in a folder, each with the libraries that it loads, its copyright, and an
# entry for scanners of packages. Runs in a Debian that has them.
#   collectRuntime.sh FOLDER
set -eu
tree=$1
PROGRAMS="/usr/bin/node /usr/bin/git /usr/lib/git-core/git-remote-http /usr/bin/ssh /usr/bin/tini /usr/bin/newuidmap
/usr/bin/newgidmap /bin/busybox"
# Shell scripts, and what is data.
FILES="/usr/lib/git-core/git-submodule /usr/lib/git-core/git-sh-setup /usr/lib/git-core/git-sh-i18n
/etc/ssl/certs/ca-certificates.crt"

mkdir -p "$tree"
# As Debian has it: a library at /lib is at /usr/lib.
mkdir -p "$tree/usr/bin" "$tree/usr/lib" "$tree/usr/lib64"
for dir in bin lib lib64; do ln -s "usr/$dir" "$tree/$dir"; done

# A file with its mode; a link with what it points to.
take() {
  file=$(readlink -f "$1")
  name=$(readlink -f "$(dirname "$1")")/$(basename "$1")
  mkdir -p "$tree$(dirname "$name")" "$tree$(dirname "$file")"
  test -e "$tree$file" || cp --preserve=mode,xattr "$file" "$tree$file"
  test "$file" = "$name" || ln -sf "$file" "$tree$name"
  echo "$file" >>/tmp/taken
}

# The package of a file: dpkg knows some by their place before /usr was merged.
package_of() {
  dpkg -S "$1" 2>/dev/null || dpkg -S "${1#/usr}" 2>/dev/null || true
}

# With capabilities in place of set-uid root: a namespace of an ordinary user takes its IDs only from that user, unless
# the container has CAP_SYS_ADMIN.
chmod 755 /usr/bin/newuidmap /usr/bin/newgidmap
setcap cap_setuid+ep /usr/bin/newuidmap
setcap cap_setgid+ep /usr/bin/newgidmap

strip --strip-unneeded /usr/bin/node
for program in $PROGRAMS; do
  take "$program"
  for library in $(ldd "$program" | grep -o '/[^ ]*'); do take "$library"; done
done
for file in $FILES; do take "$file"; done
for name in git-remote-https git-remote-ftp; do ln -s git-remote-http "$tree/usr/lib/git-core/$name"; done
ln -s ../../bin/git "$tree/usr/lib/git-core/git"
busybox --list | while read -r applet; do
  test -e "$tree/usr/bin/$applet" || ln -s busybox "$tree/usr/bin/$applet"
done

sort -u /tmp/taken | while read -r file; do package_of "$file"; done | sed 's/:.*//' | sort -u | while read -r package; do
  doc=usr/share/doc/$package
  mkdir -p "$tree/$doc" "$tree/var/lib/dpkg/status.d"
  cp -L "/$doc/copyright" "$tree/$doc/copyright"
  dpkg-query --status "$package" >"$tree/var/lib/dpkg/status.d/$package"
done
cp /etc/os-release "$tree/etc/os-release"

# The user that Strata runs as, and the IDs that the users of images get.
echo 'root:x:0:0:root:/root:/bin/sh
strata:x:1000:1000:Strata:/data:/bin/sh' >"$tree/etc/passwd"
echo 'root:x:0:
strata:x:1000:' >"$tree/etc/group"
for name in subuid subgid; do echo 'strata:100000:65536' >"$tree/etc/$name"; done
echo 'hosts: files dns' >"$tree/etc/nsswitch.conf"
mkdir -m 1777 "$tree/tmp"
mkdir -m 700 "$tree/data"
chown 1000:1000 "$tree/data"

find "$tree" -exec touch --no-dereference --date=2000-01-01T00:00:00Z {} +
