#!/bin/sh
# Run each unit test program named on the command line; show the output of
# those that fail, and close with a line that counts.
passed=0 skipped=0 failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for program in "$@"; do
	if "$program" >"$out" 2>&1; then
		passed=$((passed + $(grep -c '^\[       OK' "$out")))
		skipped=$((skipped + $(sed -n \
		    's/^ *\([0-9]*\) SKIPPED TEST(S)$/\1/p' "$out" | grep . ||
		    echo 0)))
	else
		failed=$((failed + 1))
		echo "FAILED: $program"
		cat "$out"
	fi
done
echo "unit: $passed passed, $skipped left out, $failed failed"
[ "$failed" -eq 0 ]
