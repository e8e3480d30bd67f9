#!/bin/sh
# fuzz.sh BUILD SECONDS JOBS: every fuzz target over its corpus, and so many
# seconds beyond, JOBS at once; a finding stops with its input kept in BUILD.
build=$1 seconds=$2 jobs=$3
run_one() {
	program=$1
	name=$(basename "$program" | sed 's/^fuzz_//')
	mkdir -p "$build/found/$name" "fuzz/corpus/$name"
	if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 \
	    -verbosity=0 -print_final_stats=0 \
	    -artifact_prefix="$build/found/$name/" \
	    "$build/found/$name" "fuzz/corpus/$name" \
	    >"$build/found/$name.log" 2>&1; then
		echo "fuzz: $name: nothing found"
	else
		echo "fuzz: $name: FOUND something, see $build/found/$name.log"
		tail -n 40 "$build/found/$name.log"
		return 1
	fi
}
if [ "${4-}" ]; then
	run_one "$4"
	exit
fi
find "$build/fuzz" -name 'fuzz_*' -type f ! -name '*.[od]' -print0 |
	sort -z | xargs -0 -r -n 1 -P "$jobs" sh "$0" "$build" "$seconds" 1
