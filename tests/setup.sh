#!/bin/sh
# setup.sh run|test|deb: install the Debian packages that are missing, and
# nothing when none is.  This file is the one list of what Chasqui needs.
set -eu

build="gcc make libc6-dev pkg-config libevent-dev libssl-dev libcmark-dev
libsqlite3-dev libyaml-dev libconfuse-dev libunistring-dev libidn2-dev
libseccomp-dev libxml2-dev libcurl4-openssl-dev libcjson-dev
libzip-dev"

tests="libcmocka-dev python3 python3-pytest python3-pytest-xdist
python3-feedparser clang-14 libclang-rt-14-dev cmark curl openssl lynx
sacc gopher vf1 bombadillo amfora tmux procps util-linux haproxy"

deb="debhelper dpkg-dev lintian debootstrap curl openssl procps python3
util-linux"

case ${1-run} in
run) wanted=$build ;;
test) wanted="$build $tests" ;;
deb) wanted="$build $deb" ;;
*)
	echo "usage: setup.sh run|test|deb" >&2
	exit 2
	;;
esac

missing=
for package in $wanted; do
	case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
	"install ok installed") ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || {
		echo "setup: neither root nor sudo here; please install:$missing" >&2
		exit 3
	}
	root=sudo
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -q
$root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -q --no-install-recommends $missing
