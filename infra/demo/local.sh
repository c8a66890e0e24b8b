# The system of `npm start`, by the socket on which it takes orders.

local_socket() {
  local directory checkout
  if [ -n "${ORDER_SAGA_DATA_DIR:-}" ]; then
    directory=$ORDER_SAGA_DATA_DIR
  else
    # As infra/local/data-directory.ts has it.
    checkout=$(pwd -P | tr -d '\n' | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-12)
    if [ "$(id -u)" = 0 ]; then
      directory=/var/lib/order-saga/$checkout
    else
      directory=${XDG_DATA_HOME:-$HOME/.local/share}/order-saga/$checkout
    fi
  fi
  echo "$directory/control.sock"
}

# A socket may be left over from a start that was killed.
local_runs() {
  local socket
  socket=$(local_socket)
  [ -S "$socket" ] && curl -s -o /dev/null --unix-socket "$socket" http://demo/
}

# A verb and its words; prints the answer, or fails with it.
local_do() {
  local what=$1 answer status
  shift
  answer=$(printf '%s\0' "$@" |
    curl -sS --unix-socket "$(local_socket)" -w '\n%{http_code}' --data-binary @- "http://demo/$what")
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [ "$status" = 200 ] || fail "$answer"
  [ -z "$answer" ] || printf '%s\n' "$answer"
}

local_session() { local_do session; }
local_reset() { local_do reset; }
local_stop() { local_do stop "$@"; }
local_kill() { local_do kill "$@"; }
local_start() { local_do start "$@"; }
local_freeze() { local_do freeze "$@"; }
local_thaw() { local_do thaw "$@"; }
local_scale() { local_do scale "$@"; }
local_set() { local_do set "$@"; }
local_sql() { local_do sql "$@"; }
local_tamper() { local_do tamper "$@"; }
local_compare() { node infra/local/bootstrap/run.mjs docs/compatibility/main; }
