# What goes by RabbitMQ's management API, wherever it runs.

# The password does not get among curl's arguments, which everybody on the machine can read.
broker_api() {
  local account=${management#http://}
  account=${account%@*}
  account=${account//\\/\\\\}
  account=${account//\"/\\\"}
  curl -sS --config <(printf 'user = "%s"\n' "$account") "http://${management##*@}/api/$1" "${@:2}"
}

# Every queue that holds messages, and how many. The broker counts anew every few seconds.
queues() {
  read_addresses
  broker_api "queues?columns=name,messages" | tr '{' '\n' |
    sed -n 's/.*"messages":\([0-9]*\).*"name":"\([^"]*\)".*/\2 \1/p; s/.*"name":"\([^"]*\)".*"messages":\([0-9]*\).*/\1 \2/p' |
    grep -v ' 0$' | sort || true
}

json_string() { printf '"%s"' "$(printf %s "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

json_value() {
  if [[ $1 =~ ^(0|[1-9][0-9]*)$ ]]; then printf %s "$1"; else json_string "$1"; fi
}

# What stdin holds, to an exchange, as a message of this type. Says whether it found a queue.
publish() {
  local exchange=${1:-amq.default} key=$2 payload properties headers='' pair name value
  payload=$(base64 | tr -d '\n')
  properties="\"type\": $(json_string "$3"), \"delivery_mode\": 2, \"content_type\": \"application/json\""
  for pair in "${@:4}"; do
    name=${pair%%=*} value=${pair#*=}
    case $name in
      message-id | correlation-id | reply-to | app-id | content-type | expiration)
        properties+=", \"${name//-/_}\": $(json_string "$value")" ;;
      *) headers+="${headers:+, }$(json_string "$name"): $(json_value "$value")" ;;
    esac
  done
  read_addresses
  broker_api "exchanges/%2F/$exchange/publish" -H 'content-type: application/json' -d @- <<END
{"routing_key": $(json_string "$key"), "properties": {$properties, "headers": {$headers}},
 "payload_encoding": "base64", "payload": "$payload"}
END
  echo
}

# Provisioning makes those anew that are ours.
delete_queues() {
  local queue
  for queue in $(broker_api "queues/%2F?columns=name" | tr '{' '\n' | sed -n 's/.*"name":"\([^"]*\)".*/\1/p'); do
    broker_api "queues/%2F/$queue" -X DELETE
  done
}
