#!/bin/sh
# conversion.sh: each tests/conversion/X.md is rendered in the three forms and
# compared with X.gmi, X.gophermap and X.txt.  With --write the files are
# written anew: read the difference before you commit it.
chasqui=${BUILD:-build}/chasqui
write=${1-}
compared=0 failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

form() { # FORM EXTENSION SOURCE
	want=${3%.md}.$2
	"$chasqui" render --to "$1" "$3" >"$out" || {
		echo "conversion: $3: render --to $1 failed"
		failed=$((failed + 1))
		return
	}
	if [ "$write" = --write ]; then
		cp "$out" "$want"
	fi
	compared=$((compared + 1))
	diff -u "$want" "$out" && return
	echo "conversion: $want is not what $3 becomes"
	failed=$((failed + 1))
}

for source in tests/conversion/*.md; do
	form gemtext gmi "$source"
	form gophermap gophermap "$source"
	form text txt "$source"
done
echo "conversion: $compared compared, $failed failed"
[ "$failed" -eq 0 ]
