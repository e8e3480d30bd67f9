#!/bin/bash
# debian.sh [SUITE...]: build, unit and conversion tests in a Debian of each
# release that Chasqui is for (docs/platforms.md).
#
# It wants root, debootstrap and a Debian mirror (MIRROR); where they are not
# to be had it says so and ends with 0.  Each system is made once and kept in
# build/debian-SUITE, with what tests/setup.sh has installed in it.
set -euo pipefail
cd "$(dirname "$0")/.."

mirror=${MIRROR-http://deb.debian.org/debian}
[ $# -gt 0 ] || set -- bookworm trixie

skip() {
	echo "debian-test: skipped: $*"
	exit 0
}

[ "$(id -u)" -eq 0 ] || skip "it wants root"
PATH=$PATH:/usr/sbin:/sbin
command -v debootstrap >/dev/null || sh tests/setup.sh deb ||
	skip "no debootstrap here"

# The mounts are seen by this script alone, and end with it.
[ "${DEBIAN_TEST_APART-}" ] ||
	DEBIAN_TEST_APART=1 exec unshare --mount --propagation private \
	    bash "$0" "$@"

# What is done in the system.
# shellcheck disable=SC2016
steps='set -eu
cd /src
sh tests/setup.sh run
dpkg -s libcmocka-dev >/dev/null 2>&1 ||
	apt-get install -y -q --no-install-recommends libcmocka-dev
make -s -j"$(nproc)" WERROR=-Werror all unit-programs
make -s unit conversion'

# Only what git knows is copied: what a clone would have.
copy_tree() { # ROOT
	rm -rf "$1/src"
	mkdir "$1/src"
	git ls-files -z | tar --null -T - -cf - | tar -C "$1/src" -xf -
}

failed=0
for suite; do
	root=build/debian-$suite
	log=build/debian-$suite.log
	if [ ! -d "$root" ]; then
		echo "debian-test: making a $suite"
		rm -rf "$root.new"
		mkdir -p build
		debootstrap --variant=minbase "$suite" "$root.new" "$mirror" \
		    >"$log" 2>&1 ||
			skip "debootstrap failed: $(tail -n 1 "$log")"
		mv "$root.new" "$root"
	fi
	copy_tree "$root"
	mount --rbind /dev "$root/dev"
	mount -t proc proc "$root/proc"
	cp /etc/resolv.conf "$root/etc/resolv.conf"
	if env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
	    DEBIAN_FRONTEND=noninteractive chroot "$root" sh -c "$steps" \
	    >"$log" 2>&1; then
		echo "debian-test: $suite:" \
		    "$(chroot "$root" gcc -dumpfullversion | sed 's/^/gcc /')," \
		    "$(grep '^unit:' "$log"), $(grep '^conversion:' "$log")"
	else
		failed=1
		tail -n 30 "$log" >&2
		echo "debian-test: $suite failed: $log" >&2
	fi
done
exit "$failed"
