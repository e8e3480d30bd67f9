#!/bin/bash
# debian.sh [SUITE[:ARCH]...]: build, unit and conversion tests in a Debian of
# each release that Chasqui is for, and for other machines: cross-built, and
# run by qemu-user (docs/platforms.md).
#
# It wants root, debootstrap and a Debian mirror (MIRROR); where they are not
# to be had it says so and ends with 0.  Each system is made once and kept in
# build/debian-SUITE, with what tests/setup.sh has installed in it.
set -euo pipefail
cd "$(dirname "$0")/.."

mirror=${MIRROR-http://deb.debian.org/debian}
[ $# -gt 0 ] || set -- bookworm trixie bookworm:arm64 bookworm:armhf

skip() {
	echo "debian-test: skipped: $*"
	exit "${failed-0}"
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
native='set -eu
cd /src
sh tests/setup.sh run
dpkg -s libcmocka-dev >/dev/null 2>&1 ||
	apt-get install -y -q --no-install-recommends libcmocka-dev
make -s -j"$(nproc)" WERROR=-Werror all unit-programs
make -s unit conversion
echo "compiler: gcc $(gcc -dumpfullversion)"'

# For $ARCH, whose programs qemu-user runs.  A search gives up by the clock,
# for which the emulation is too slow: its test is left out.
# shellcheck disable=SC2016
cross='set -eu
mount -t tmpfs tmpfs /tmp
cd /src
case $ARCH in
arm64) tuple=aarch64-linux-gnu run=qemu-aarch64 ;;
armhf) tuple=arm-linux-gnueabihf run=qemu-arm ;;
*) echo "no cross compiler for $ARCH is known here"; exit 1 ;;
esac
dpkg --add-architecture "$ARCH"
apt-get update -q
apt-get install -y -q --no-install-recommends make pkg-config qemu-user \
    "gcc-$tuple" "libc6-dev-$ARCH-cross" \
    $(sh tests/setup.sh libraries | sed "s/$/:$ARCH/")
export PKG_CONFIG_LIBDIR=/usr/lib/$tuple/pkgconfig:/usr/share/pkgconfig
make -s -j"$(nproc)" CC="$tuple-gcc" AR="$tuple-ar" WERROR=-Werror \
    all unit-programs
mkdir emulated
for test in build/tests/unit/*/test_*; do
	case $test in *.o | *.d | */test_search_page) continue ;; esac
	printf "#!/bin/sh\nexec $run $test \"\$@\"\n" >emulated/"${test##*/}"
done
printf "#!/bin/sh\nexec $run build/chasqui \"\$@\"\n" >emulated/chasqui
chmod +x emulated/*
sh tests/unit.sh emulated/test_*
BUILD=emulated sh tests/conversion.sh
echo "compiler: $tuple-gcc $($tuple-gcc -dumpfullversion)"'

# Only what git knows is copied: what a clone would have.
copy_tree() { # ROOT
	rm -rf "$1/src"
	mkdir "$1/src"
	git ls-files -z | tar --null -T - -cf - | tar -C "$1/src" -xf -
}

failed=0
for system; do
	suite=${system%:*} arch=${system#"${system%:*}"}
	root=build/debian-$suite${arch:+-${arch#:}}
	log=$root.log
	if [ ! -d "$root" ]; then
		echo "debian-test: making a $system"
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
	steps=$native
	[ -z "$arch" ] || steps=$cross
	if env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
	    DEBIAN_FRONTEND=noninteractive ARCH="${arch#:}" \
	    chroot "$root" sh -c "$steps" >"$log" 2>&1; then
		echo "debian-test: $system: $(sed -n 's/^compiler: //p' "$log")," \
		    "$(grep '^unit:' "$log"), $(grep '^conversion:' "$log")"
	else
		failed=1
		tail -n 30 "$log" >&2
		echo "debian-test: $system failed: $log" >&2
	fi
done
exit "$failed"
