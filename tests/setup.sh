#!/bin/sh
# setup.sh run|test|deb|develop: install the Debian packages that are missing, and
# nothing when none is.  This file is the one list of what Chasqui needs;
# "setup.sh libraries" prints those that a program for another machine is linked
# with.
set -eu

libraries="libevent-dev libssl-dev libcmark-dev libsqlite3-dev libyaml-dev
libconfuse-dev libunistring-dev libidn2-dev libseccomp-dev libxml2-dev
zlib1g-dev libcurl4-openssl-dev libcjson-dev libzip-dev libgd-dev"

build="gcc make libc6-dev pkg-config $libraries"

tests="libcmocka-dev python3 python3-pytest python3-pytest-xdist
python3-feedparser clang libclang-rt-dev cmark curl openssl lynx
tmux procps util-linux haproxy iproute2 mandoc"

deb="debhelper dpkg-dev po-debconf lintian debootstrap curl openssl procps python3
util-linux"

develop="clang clang-format clang-tidy cppcheck mandoc shellcheck valgrind"

# Where one of these can't be had, its test is left out (as that of elpher,
# which is not installed for it: with Emacs it would take 100 MB).
clients="sacc gopher vf1 bombadillo amfora mupdf-tools"

# The packages among the arguments that are not installed.
absent() {
	for package; do
		case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
		"install ok installed") ;;
		*) printf ' %s' "$package" ;;
		esac
	done
}

welcome=
case ${1-run} in
libraries)
	printf '%s\n' $libraries libcmocka-dev
	exit 0
	;;
run) missing=$(absent $build) ;;
test)
	missing=$(absent $build $tests)
	welcome=$(absent $clients)
	;;
deb) missing=$(absent $build $deb) ;;
develop) missing=$(absent $build $develop) ;;
*)
	echo "usage: setup.sh run|test|deb|develop" >&2
	exit 2
	;;
esac
[ -n "$missing$welcome" ] || exit 0

root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "setup: neither root nor sudo here;" \
			"please install:$missing$welcome" >&2
		[ -z "$missing" ] || exit 3
		exit 0
	fi
	root=sudo
fi

install() {
	echo "setup: installing $*"
	$root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends "$@"
}

$root apt-get update -q || [ -z "$missing" ]
[ -z "$missing" ] || install $missing
for package in $welcome; do
	install "$package" || echo "setup: goes on without $package" >&2
done
