#!/bin/sh
# Build the Debian package from what git tracks, in a folder of its own:
# build/deb/chasqui_VERSION_ARCH.deb.
set -eu
version=$1
here=$(pwd)
rm -rf build/deb
mkdir -p "build/deb/chasqui-$version"
git ls-files -z | xargs -0 cp --parents -t "build/deb/chasqui-$version"
cd "build/deb/chasqui-$version"
dpkg-buildpackage --build=binary --no-sign --jobs=auto >../build.log 2>&1 || {
	tail -n 40 ../build.log >&2
	exit 1
}
cd "$here"
rm -rf "build/deb/chasqui-$version"
ls build/deb/*.deb
