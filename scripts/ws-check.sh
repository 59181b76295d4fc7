#!/usr/bin/env bash
# Checks a WebSocket endpoint with a shell and common tools (bash, curl, sha1sum or openssl).
#
#   scripts/ws-check.sh ws://localhost:8080/ws/engagement --token TOKEN
#   scripts/ws-check.sh ws://localhost:8080/ws/engagement --refused
#   scripts/ws-check.sh ws://localhost:9000/echo --echo
#
# Checks that the server is reachable and answers the upgrade with 101 and the right Sec-WebSocket-Accept. With --token it
# must also refuse a connection without the token; with --refused only that refusal is checked; with --echo a frame must
# come back. Exit codes: 0 passed, 1 failed, 2 wrong usage, 97 unreachable.
set -u

usage() {
	sed -n '2,10s/^# \{0,1\}//p' "$0"
}

url=${WS_URL:-}
token=
echo_wanted=
refusal_wanted=
while [ $# -gt 0 ]; do
	case $1 in
		--token) [ $# -gt 1 ] || { echo "ws-check: --token needs a value" >&2; exit 2; }; token=$2; shift ;;
		--echo) echo_wanted=yes ;;
		--refused) refusal_wanted=yes ;;
		-h | --help) usage; exit 0 ;;
		-*) echo "ws-check: unknown option $1" >&2; usage >&2; exit 2 ;;
		*) url=$1 ;;
	esac
	shift
done
case $url in
	ws://*) http=http${url#ws} ;;
	wss://*) http=https${url#wss} ;;
	*) echo "ws-check: give an address such as ws://localhost:8080/ws (or WS_URL)" >&2; exit 2 ;;
esac
command -v curl >/dev/null || { echo "ws-check: curl is needed" >&2; exit 2; }

failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

passed() { printf '  ok    %s\n' "$1"; }
failed() { printf '  FAIL  %s\n' "$1"; failures=$((failures + 1)); }

base64_of_hex() {
	# Every printf supports octal escapes.
	printf "$(printf '%s' "$1" | sed 's/../& /g' | tr ' ' '\n' | while read -r byte; do
		[ -n "$byte" ] && printf '\\%03o' "0x$byte"
	done)" | base64
}

accept_of() {
	text="$1"258EAFA5-E914-47DA-95CA-C5AB0DC85B11
	if command -v sha1sum >/dev/null; then
		base64_of_hex "$(printf '%s' "$text" | sha1sum | cut -d' ' -f1)"
	else
		printf '%s' "$text" | openssl dgst -sha1 -binary | base64
	fi
}

# upgrade KEY [PROTOCOLS]: stores head and body in $work/answer and prints the status
upgrade() {
	set -- "$1" "${2:-}"
	curl --silent --show-error --include --no-buffer --max-time 3 --http1.1 --insecure \
		-H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \
		-H "Sec-WebSocket-Key: $1" ${2:+-H "Sec-WebSocket-Protocol: $2"} \
		"$http" >"$work/answer" 2>"$work/error" </dev/null
	curl_exit=$?
	sed -n '1s/^HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$work/answer"
	return $curl_exit
}

header() {
	tr -d '\r' <"$work/answer" | sed -n "s/^$1: *//Ip" | head -n 1
}

shown=${url%%\?*}
echo "ws-check $shown"
key=$(head -c 16 /dev/urandom | base64)
if [ -n "$token" ]; then
	status=$(upgrade "$key" "parley.v1, parley.bearer.$token")
else
	status=$(upgrade "$key")
fi
if [ -z "$status" ]; then
	failed "reachable: $(cat "$work/error")"
	exit 97
fi
passed "reachable"

if [ -n "$refusal_wanted" ]; then
	case $status in
		401 | 403) passed "a connection without a token is refused with $status" ;;
		*) failed "a connection without a token is answered with $status instead of 401" ;;
	esac
elif [ "$status" = 101 ]; then
	passed "the upgrade is answered with 101"
	if [ "$(header Sec-WebSocket-Accept)" = "$(accept_of "$key")" ]; then
		passed "Sec-WebSocket-Accept matches the key"
	else
		failed "Sec-WebSocket-Accept is '$(header Sec-WebSocket-Accept)', not '$(accept_of "$key")'"
	fi
else
	failed "the upgrade is answered with $status instead of 101"
fi

if [ -n "$token" ]; then
	status=$(upgrade "$key")
	case $status in
		401 | 403) passed "a connection without a token is refused with $status" ;;
		*) failed "a connection without a token is answered with $status instead of 401" ;;
	esac
fi

# Sends "hello" in a masked frame over bash's /dev/tcp and expects it back.
echo_of_one_frame() {
	address=${http#*://}
	path=/${address#*/}
	[ "$address" = "${address%%/*}" ] && path=/
	address=${address%%/*}
	port=${address##*:}
	[ "$port" = "$address" ] && port=80
	exec 3<>"/dev/tcp/${address%%:*}/$port" || return 1
	printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' "$path" "$address" >&3
	[ -n "$token" ] && printf 'Sec-WebSocket-Protocol: parley.v1, parley.bearer.%s\r\n' "$token" >&3
	printf 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n' "$key" >&3
	while IFS= read -r -t 3 line <&3 && [ "$line" != $'\r' ]; do :; done
	printf '\201\205\000\000\000\000hello' >&3
	timeout 3 head -c 7 <&3 >"$work/frame"
	exec 3>&-
	[ "$(od -An -c "$work/frame" | tr -d ' \n')" = '201005hello' ]
}

if [ -n "$echo_wanted" ]; then
	case $http in
		https://*) echo "  skip  the echo is only checked without TLS" ;;
		*) if echo_of_one_frame; then passed "the server echoes a frame"; else failed "the server does not echo a frame"; fi ;;
	esac
fi

if [ "$failures" -gt 0 ]; then
	echo "  $failures failed"
	exit 1
fi
echo "  passed"
