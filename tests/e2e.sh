#!/bin/sh
# e2e.sh [FILE...]: the end-to-end tests, all or these, against the programs in
# BUILD; JOBS at once.  What they and the clients that they drive put into the
# temporary folder goes with them; why a test was left out is told.
: "${PYTHON:=/usr/bin/python3}" "${JOBS:=2}"
TMPDIR=$(mktemp -d) || exit 3
chmod 1777 "$TMPDIR" # some programs in it run as other users
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
[ $# -gt 0 ] || set -- tests/e2e
"$PYTHON" -m pytest -q -rs -n "$JOBS" -p no:cacheprovider \
    --basetemp="$TMPDIR/pytest" "$@"
