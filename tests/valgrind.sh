#!/bin/sh
# valgrind.sh PROGRAM...: each unit test under memcheck, for what ASan does not
# see: memory that was never written to.  (ASan counts the leaks.)  A test that
# only fails here is passed over: valgrind 3.19 knows no openat2().
command -v valgrind >/dev/null || {
	echo "valgrind: not installed, so nothing was looked at" >&2
	exit 3
}
findings=0 programs=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for program in "$@"; do
	programs=$((programs + 1))
	valgrind -q --error-exitcode=99 --track-origins=yes "$program" \
	    >"$out" 2>&1
	[ $? -eq 99 ] || continue
	findings=$((findings + 1))
	echo "valgrind: $program"
	grep '^==' "$out"
done
echo "valgrind: $programs programs, $findings with findings"
[ "$findings" -eq 0 ]
