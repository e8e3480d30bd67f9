#!/bin/bash
# deb.sh [DEB]: the package in a clean Debian 12: installed, served from, read,
# upgraded, removed, installed again, purged.
#
# It wants root, debootstrap and a Debian mirror; `make deb-test` sees to the
# rest.  Where they are not to be had it says so and ends with 0:
# tests/e2e/test_install.py checks an installation by DESTDIR, file by file,
# in any case.  The clean system is made once, and kept in build/deb-root.
set -euo pipefail
cd "$(dirname "$0")/.."

deb=${1-$(ls build/deb/chasqui_*.deb)}
suite=${SUITE-bookworm}
mirror=${MIRROR-http://deb.debian.org/debian}
clean=build/deb-root
root=$(pwd)/build/deb-test

skip() {
	echo "deb-test: skipped: $*"
	exit 0
}

fail() {
	echo "deb-test: $*" >&2
	exit 1
}

step() {
	echo "deb-test: $*"
}

[ "$(id -u)" -eq 0 ] || skip "it wants root"
PATH=$PATH:/usr/sbin:/sbin
command -v debootstrap >/dev/null || skip "no debootstrap here"

# The mounts are seen by this script alone, and end with it.
[ "${DEB_TEST_APART-}" ] ||
	DEB_TEST_APART=1 exec unshare --mount --propagation private \
	    bash "$0" "$deb"

in_root() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
	    DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

quietly() {
	"$@" >"$root.log" 2>&1 || {
		tail -n 30 "$root.log" >&2
		fail "failed: $*"
	}
}

apt() {
	quietly in_root apt-get -y -q --no-install-recommends "$@"
}

# ---- a clean system ---------------------------------------------------------

make_clean() {
	step "making a clean $suite"
	rm -rf "$clean.new"
	debootstrap --variant=minbase "$suite" "$clean.new" "$mirror" \
	    >build/debootstrap.log 2>&1 ||
		skip "debootstrap failed: $(tail -n 1 build/debootstrap.log)"
	mv "$clean.new" "$clean"
}

[ -d "$clean" ] || make_clean
rm -rf "$root"
cp -a "$clean" "$root"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"

# ---- what is checked --------------------------------------------------------

# Serve in a network of its own, on the ports that the package says, and read
# a page on both protocols; $1 must be in them.  The sandbox must hold.
serve_and_read() {
	quietly unshare --net bash -euc '
		root=$0 want=$1
		/usr/bin/python3 - <<-END
			import fcntl, socket, struct
			s = socket.socket()
			fcntl.ioctl(s, 0x8914, struct.pack("16sh22x", b"lo", 0x1))
		END
		chroot "$root" /usr/bin/chasqui serve 2>"$root/serve.log" &
		server=$!
		trap "kill \$server 2>/dev/null; cat \"\$root/serve.log\"" EXIT
		for i in $(seq 100); do
			grep -q ": ready" "$root/serve.log" && break
			sleep 0.1
		done
		curl -sS "gopher://127.0.0.1:70/" | grep -F "$want"
		printf "gemini://localhost/\r\n" |
			openssl s_client -quiet -ign_eof -servername localhost \
			    -connect 127.0.0.1:1965 2>/dev/null | tee "$root/page" |
			grep -F "$want"
		grep -q "^20 text/gemini" "$root/page"
		chroot "$root" /usr/bin/chasqui status | grep "worker"
		chroot "$root" /usr/bin/chasqui check
		id=$(stat -c %u "$root/var/lib/chasqui")
		for pid in $(pgrep -P $server); do
			grep -q "^Uid:.$id.$id" /proc/$pid/status
		done
		kill $server
		wait $server
		trap - EXIT
	' "$root" "$1"
	rm -f "$root/page" "$root/serve.log"
}

fingerprint() {
	sha256sum <"$root/var/lib/chasqui/certificates/localhost.crt"
}

has() {
	for path; do
		[ -e "$root$path" ] || [ -L "$root$path" ] ||
			fail "$path is missing"
	done
}

has_not() {
	for path; do
		[ ! -e "$root$path" ] && [ ! -L "$root$path" ] ||
			fail "$path is still there"
	done
}

program="/usr/bin/chasqui /usr/libexec/chasqui/chasqui-import
/usr/lib/sysusers.d/chasqui.conf /usr/share/man/man1/chasqui.1.gz"
ours="/srv/chasqui/articles /srv/chasqui/articles/mine.md"
state=/var/lib/chasqui/certificates/localhost.key
enabled=/etc/systemd/system/multi-user.target.wants/chasqui.service

owned() {
	in_root stat -c '%U:%G %a' "$1" | grep -qx "$2" ||
		fail "$1: $(in_root stat -c '%U:%G %a' "$1"), not $2"
}

# ---- install ----------------------------------------------------------------

step "installing $(basename "$deb")"
cp "$deb" "$root/tmp/chasqui.deb"
apt update
apt install /tmp/chasqui.deb
has $program /srv/chasqui/articles /etc/chasqui/chasqui.conf $enabled
in_root dpkg -L chasqui | while read -r path; do
	case $path in
	# Debian's own images leave these out.
	/usr/share/doc/* | /usr/share/man/* | /.) ;;
	*) has "$path" ;;
	esac
done
owned /var/lib/chasqui "chasqui:chasqui 750"
in_root chasqui check || fail "what is installed has problems"
step "serving"
serve_and_read "$(in_root sed -n 's/^title *= *"\(.*\)"/\1/p' \
    /srv/chasqui/capsule.conf)"
has $state
owned $state "chasqui:chasqui 600"
before=$(fingerprint)

# ---- upgrade ----------------------------------------------------------------

step "upgrading"
cat >"$root/srv/chasqui/articles/mine.md" <<'END'
---
title: A Line That Is Mine
date: 2025-01-01
topics: [Peru]
---
Text.
END
echo "# The operator's own line." >>"$root/etc/chasqui/chasqui.conf"
rm -rf build/deb-next
dpkg-deb -R "$deb" build/deb-next
sed -i 's/^Version: .*/&+next/' build/deb-next/DEBIAN/control
dpkg-deb --root-owner-group -b build/deb-next "$root/tmp/next.deb" >/dev/null
rm -rf build/deb-next
apt install /tmp/next.deb
in_root dpkg-query -W chasqui | grep -q +next || fail "it is not upgraded"
has $program $ours $state $enabled
grep -q "operator's own" "$root/etc/chasqui/chasqui.conf" ||
	fail "the configuration was written over"
[ "$(fingerprint)" = "$before" ] || fail "another certificate"
serve_and_read "A Line That Is Mine"

# ---- remove -----------------------------------------------------------------

step "removing"
apt remove chasqui
has_not $program
has $ours $state /etc/chasqui/chasqui.conf

step "installing again"
apt install /tmp/next.deb
has $program
[ "$(fingerprint)" = "$before" ] || fail "another certificate"
serve_and_read "A Line That Is Mine"

# ---- purge ------------------------------------------------------------------

step "purging, and the certificate stays"
apt purge chasqui
has_not $program /etc/chasqui /var/lib/chasqui/index /var/log/chasqui $enabled
has $ours $state
apt install /tmp/next.deb
[ "$(fingerprint)" = "$before" ] || fail "purging made another certificate"

step "purging all"
echo 'chasqui chasqui/purge-certificates boolean true' |
	in_root debconf-set-selections
apt purge chasqui
has_not $program /etc/chasqui /var/lib/chasqui /var/log/chasqui $enabled
has $ours
left=$(in_root find / -xdev -name '*chasqui*' -not -path '/srv/*' \
    -not -path '/tmp/*' -not -path '/proc/*' -not -path '/var/cache/apt/*')
[ -z "$left" ] || fail "purging left: $left"
step "lintian"
quietly lintian --allow-root --fail-on error,warning "$deb"
step "all is well"
umount -l "$root/dev" "$root/proc"
rm -rf "$root" "$root.log"
