# Completion of chasqui(1) for bash: source it, or put it as "chasqui" into
# /usr/share/bash-completion/completions.

_chasqui_words() {
	COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_chasqui_files() {
	compopt -o filenames 2>/dev/null
	COMPREPLY=($(compgen -f -- "$cur"))
}

# The values of the option before the cursor; false when it takes none.
_chasqui_value() {
	case $command,$prev in
	import,--config | render,-c) return 1 ;;
	*,-c | *,--config | cert,-o | cert,--out) _chasqui_files ;;
	render,-t | render,--to) _chasqui_words "gemtext gophermap text" ;;
	export,-t | export,--to) _chasqui_words "gemini gopher gempub epub" ;;
	render,--host | export,--host) COMPREPLY=($(compgen -A hostname -- "$cur")) ;;
	export,--capsule | export,--below) ;;
	render,--port | export,--port | new,-t | *,--topic | cert,-d | cert,--days) ;;
	import,--images) _chasqui_words "keep link drop" ;;
	import,--keep-original | import,--picture-grey) _chasqui_words "yes no" ;;
	import,--images-max | import,--picture-max | import,--types) ;;
	import,--from)
		_chasqui_words "$(chasqui import --help 2>/dev/null |
			sed -n 's/^  \([a-z][a-z0-9]*\)  .*/\1/p')"
		;;
	publish,-i | *,--cert | edit,-i | fetch,-i | fetch,-o | fetch,--output | \
		*,--known-hosts | publish,-k | edit,-k | fetch,-k) _chasqui_files ;;
	cert,--role) _chasqui_words "author editor admin" ;;
	publish,-t | publish,--to | publish,-m | *,--mime | *,--token | \
		*,--timeout | log,-k | diff,-k | revert,-k | *,--capsule) ;;
	*) return 1 ;;
	esac
}

_chasqui_options() {
	local options="--help --version"

	case $command in
	serve) options+=" --config --temporary" ;;
	mirror) options+=" --config --dry-run --now" ;;
	status) options+=" --config --metrics --wait" ;;
	check) options+=" --config --json --quiet" ;;
	render) options+=" --to --host --port" ;;
	new) options+=" --config --topic --draft" ;;
	export)
		options+=" --config --to --capsule --month --topic --index"
		options+=" --host --port --below"
		;;
	import)
		options+=" --from --topic --types --images --images-max"
		options+=" --keep-original --picture-max --picture-grey"
		options+=" --allow-private --report --dry-run"
		;;
	cert) options+=" --config --renew --days --out --role" ;;
	publish)
		options+=" --cert --known-hosts --timeout --to --token --mime"
		options+=" --delete --config"
		;;
	edit) options+=" --cert --known-hosts --timeout --token" ;;
	fetch) options+=" --cert --known-hosts --timeout --output --header" ;;
	publishers) options+=" --config" ;;
	log | diff | revert) options+=" --config --capsule" ;;
	esac
	_chasqui_words "$options"
}

_chasqui_operands() {
	case $command in
	render | preview | import | export | publish | log | diff | revert)
		_chasqui_files
		;;
	cert)
		if [ "$COMP_CWORD" -eq 2 ]; then
			_chasqui_words "make show client"
		elif [ "${COMP_WORDS[2]}" = show ]; then
			_chasqui_files
		fi
		;;
	esac
}

_chasqui() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]}

	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		_chasqui_words "serve check render preview new import mirror export cert
			status publish edit fetch publishers log diff revert --help --version"
		return
	fi
	_chasqui_value && return
	case $cur in
	-*) _chasqui_options ;;
	*) _chasqui_operands ;;
	esac
}

complete -F _chasqui chasqui
