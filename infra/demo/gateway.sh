# What goes by the gateway, as any client does it.

login() {
  read_addresses
  local answer
  answer=$(curl -sS "$gateway/auth/token" -H 'content-type: application/json' \
    -d "{\"username\": \"$1\", \"password\": \"demo\"}")
  [[ $answer == *'"access_token"'* ]] || fail "\"$1\" cannot log in: $answer"
  sed 's/.*"access_token":"\([^"]*\)".*/\1/' <<<"$answer"
}

# order <martha|percy|sybil> <menu item> <quantity> <total>: from Ajanta. Prints the order's id. It has a key, so that
# it can be repeated when no answer comes.
order() {
  local consumer token answer
  case $1 in
    martha) consumer=c0000000-0000-4000-8000-000000000001 ;;
    percy) consumer=c0000000-0000-4000-8000-000000000002 ;;
    sybil) consumer=c0000000-0000-4000-8000-000000000003 ;;
    *) fail "\"$1\" is none of martha, percy and sybil." ;;
  esac
  token=$(login "$1")
  read_addresses
  answer=$(curl -sS --fail --retry 5 "$gateway/orders" -H "authorization: Bearer $token" -H 'content-type: application/json' \
    -H "idempotency-key: $(date +%s)-$RANDOM-$RANDOM" -d @- <<END
{"consumerId": "$consumer", "restaurantId": "a0000000-0000-4000-8000-000000000001",
 "deliveryAddress": {"street1": "9 Amazing View", "city": "Oakland", "state": "CA", "zip": "94612"},
 "lineItems": [{"menuItemId": "$2", "quantity": $3}], "orderTotal": "$4"}
END
  )
  sed 's/^{"orderId":"\([^"]*\)".*/\1/' <<<"$answer"
}

# Every message about an order, in the order in which they came to be: its type, where it is, and what came of it.
messages() {
  read_addresses
  as_operator "/orders/$1/timeline" | tr '{' '\n' |
    sed -nE 's/.*"type":"([^"]*)".*"outcome":"([^"]*)","where":"([^"]*)".*/\1: \3, \2/p
             t
             s/.*"type":"([^"]*)".*"where":"([^"]*)".*/\1: \2/p'
}

# The body of what is at a path. An address may log in so many times a minute, so the token is kept while it is good.
as_operator() {
  local kept=.order-saga/operator-token-$target answer
  answer=$(get_with "$(cat "$kept" 2>/dev/null)" "$1")
  if [ "${answer##*$'\n'}" = 401 ]; then
    mkdir -p "${kept%/*}"
    login operator >"$kept"
    answer=$(get_with "$(cat "$kept")" "$1")
  fi
  printf '%s\n' "${answer%$'\n'*}"
}

get_with() { curl -sS -w '\n%{http_code}' "$gateway$2" -H "authorization: Bearer $1"; }
