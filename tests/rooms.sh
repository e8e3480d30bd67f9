#!/bin/sh
# The rooms of src/ look downwards only: rooms.sh LOWEST ... HIGHEST.
# import uses base, page and the archive's front matter, and nothing else;
# gempub stands alone.
status=0
allowed=
refuse() {
	echo "rooms: $1 must not include \"$2\""
	status=1
}
check() { # ROOM ALLOWED...
	room=$1
	shift
	for file in src/"$room"/*.[ch]; do
		[ -e "$file" ] || continue
		for header in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
			ok=no
			for a in "$room/" "$@"; do
				case $header in "$a"*) ok=yes ;; esac
			done
			[ $ok = yes ] || refuse "$file" "$header"
		done
	done
}
for room in "$@"; do
	check "$room" $allowed
	allowed="$allowed $room/"
done
check gempub
check import base/ page/ archive/front_matter.h archive/yaml.h archive/toml.h
[ $status -eq 0 ] && echo "rooms: every include looks downwards"
exit $status
