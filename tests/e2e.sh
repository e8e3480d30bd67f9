#!/bin/sh
# e2e.sh [FILE...]: the end-to-end tests, all or these, against the programs in
# BUILD; JOBS at once.  What they and the clients that they drive put into the
# temporary folder goes with them; why a test was left out is told.
#
# What fails while others keep the machine busy is tried once more with nothing
# beside it, when it is no more than MOST: both are told.
: "${PYTHON:=/usr/bin/python3}" "${JOBS:=2}"
MOST=3
TMPDIR=$(mktemp -d) || exit 3
chmod 1777 "$TMPDIR" # some programs in it run as other users
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
[ $# -gt 0 ] || set -- tests/e2e

run() {
	"$PYTHON" -m pytest -q -rs -o cache_dir="$TMPDIR/cache" \
	    -W error::pytest.PytestUnhandledThreadExceptionWarning \
	    --basetemp="$TMPDIR/pytest" "$@"
}

run -n "$JOBS" "$@" && exit
status=$?
failed=$TMPDIR/cache/v/cache/lastfailed
if [ "$status" -ne 1 ] || [ "$(grep -c '": true' "$failed")" -gt "$MOST" ]; then
	exit "$status"
fi
echo "e2e: tried again, with nothing beside them:"
sed -n 's/^ *"\(.*\)": true,*$/    \1/p' "$failed"
run --last-failed "$@"
