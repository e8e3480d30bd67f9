#!/bin/sh
# What tools that only read have to say: lint.sh [FILE.c ...], by `make lint`.
# clang-tidy reads the files named, or all of src/ (minutes); the other tools
# read everything, in seconds.  Waived findings stand with their reasons in
# .clang-tidy, tests/cppcheck.txt and beside the lines concerned.  A tool that
# is not installed is named and not missed.
set -u
: "${JOBS:=2}" "${PKGCONFIG:=pkg-config}" "${PACKAGES:=}" "${C_FILES:=}"
[ $# -gt 0 ] || set -- src/*/*.c src/*/*/*.c
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
said="" missing="" findings=0

# tool NAME PROGRAM: is it here?
tool() {
	command -v "$2" >/dev/null 2>&1 && return 0
	missing="$missing $1"
	return 1
}

# told NAME PATTERN: show what a tool wrote to $work/NAME; count the findings.
told() {
	n=$(grep -cE "$2" "$work/$1")
	[ "$n" -eq 0 ] || cat "$work/$1"
	findings=$((findings + n))
	said="$said $1 $n,"
}

# One flag a line, as clang-tidy wants them; names in place of real paths.
flags() {
	printf '%s\n' -std=c11 -D_GNU_SOURCE "-I$PWD/src" \
	    '-DCHASQUI_VERSION="0"' '-DCHASQUI_CONF="/c"' \
	    '-DCHASQUI_STATE="/s"' '-DCHASQUI_LIBEXEC="/l"'
	$PKGCONFIG --cflags $PACKAGES | tr ' ' '\n' | grep .
}

if tool clang-tidy clang-tidy; then
	flags >"$work/compile_flags.txt"
	printf '%s\n' "$@" | xargs -P "$JOBS" -n 3 \
	    sh -c 'where=$1; shift
	    out=$(clang-tidy --quiet -p "$where" "$@" 2>/dev/null)
	    [ -z "$out" ] || printf "%s\n" "$out"' sh "$work" \
	    >"$work/clang-tidy"
	told clang-tidy ': (warning|error): '
fi

if tool cppcheck cppcheck; then
	cppcheck --quiet --std=c11 -j "$JOBS" -Isrc -D_GNU_SOURCE \
	    -D'cJSON_ArrayForEach(e,a)=for (;;)' \
	    --enable=warning,style,performance,portability \
	    --suppressions-list=tests/cppcheck.txt \
	    --template='{file}:{line}: {severity}: {message} [{id}]' \
	    src 2>"$work/cppcheck"
	told cppcheck '^[^ ]+:[0-9]+: [a-z]+: '
fi

# Xr to our own pages: mandoc finds only those that are installed.
if tool mandoc mandoc; then
	mandoc -T lint -W style man/* 2>&1 |
	    grep -vE 'outdated mandoc.db|Xr cha(squi|squi-conversion|squi.conf) |Xr capsule ' \
		>"$work/mandoc"
	told mandoc '^mandoc: '
fi

if tool clang-format clang-format; then
	clang-format --dry-run -Werror $C_FILES 2>"$work/clang-format"
	told clang-format 'error: code should be'
fi

# SC2207: COMPREPLY=($(compgen ...)) is how bash's completions are written.
if tool shellcheck shellcheck; then
	shellcheck -S warning -f gcc tests/*.sh debian/*.sh debian/*.post* \
	    .ci/run >"$work/shellcheck"
	shellcheck -S warning -e SC2207 -f gcc \
	    conf/completion/chasqui.bash >>"$work/shellcheck"
	told shellcheck ': (warning|error): '
fi

[ -z "$missing" ] || echo "lint: not installed, so not asked:$missing"
echo "lint: $findings findings:${said%,}"
[ "$findings" -eq 0 ]
