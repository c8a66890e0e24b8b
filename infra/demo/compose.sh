# The system of Docker Compose, whatever its files and the name of its project: its containers say which.

participants=(order consumer restaurant)
services=("${participants[@]}" api-gateway)

# Also learns the project's name, the files that it was started with, and where the demo keeps what it has set.
compose_runs() {
  local filter found
  command -v docker >/dev/null || return 1
  # Compose 2 remembers the folder by the name that the shell had for it, 1.29 without symbolic links.
  local filters=("project.working_dir=$PWD" "project.working_dir=$(pwd -P)")
  [ -z "${COMPOSE_PROJECT_NAME:-}" ] || filters=("project=$COMPOSE_PROJECT_NAME")
  for filter in "${filters[@]}"; do
    found=$(docker ps --all --filter "label=com.docker.compose.$filter" --filter label=com.docker.compose.service=rabbitmq \
      --format '{{.Label "com.docker.compose.project"}} {{.Label "com.docker.compose.project.config_files"}}' 2>/dev/null | head -n 1) || return 1
    [ -z "$found" ] || break
  done
  project=${found%% *}
  files=${found#* }
  settings_file=.order-saga/$project-settings
  override_file=$settings_file.yml
  [ -n "$project" ]
}

# The ids of a service's containers, or of the one with this number.
containers() {
  local filters=(--filter "label=com.docker.compose.project=$project")
  filters+=(--filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False)
  [ $# -lt 2 ] || filters+=(--filter "label=com.docker.compose.container-number=$2")
  docker ps --all --quiet "${filters[@]}"
}

count_of() { containers "$1" | grep -c .; }

# The same by the name that the tutorial uses.
containers_named() {
  local service ids=''
  case $1 in
    all) for service in "${participants[@]}"; do ids+=" $(containers "$service")"; done ;;
    *) ids=$(containers "$@") ;;
  esac
  [ -n "$ids" ] || fail "There is no container of $*."
  echo $ids
}

# Until all of them answer.
wait_healthy() {
  local giveup=$((SECONDS + 120)) id
  for id in "$@"; do
    until is_healthy "$id"; do
      [ $SECONDS -lt $giveup ] || fail "Waited 120 s in vain for $(docker inspect --format '{{.Name}}' "$id")"
      sleep 0.2
    done
  done
}

# The engine asks only every few seconds: what it does not know yet, the container's own check says.
is_healthy() {
  local status check
  # Its words, but for the first, CMD.
  read -r status _ check <<<"$(docker inspect --format '{{.State.Health.Status}}{{range .Config.Healthcheck.Test}} {{.}}{{end}}' "$1")"
  [ "$status" = healthy ] || docker exec "$1" $check >/dev/null 2>&1
}

# Compose 2 or 1.29, with the files that the system was started with, and with the settings of the demo.
compose() {
  local words=(docker compose) file output
  docker compose version >/dev/null 2>&1 || words=(docker-compose)
  words+=(--project-name "$project")
  while IFS= read -r file; do words+=(--file "$file"); done < <(tr ',' '\n' <<<"$files" | grep -vF "$override_file")
  [ ! -e "$override_file" ] || words+=(--file "$override_file")
  output=$("${words[@]}" "$@" 2>&1 </dev/null) || fail "$output"
}

compose_session() {
  local broker user password
  broker=$(containers_named rabbitmq)
  user=$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$broker" | sed -n 's/^RABBITMQ_DEFAULT_USER=//p')
  # Also while it is down.
  password=$(docker cp "$broker:/run/secrets/rabbitmq-password" - | tar -xO)
  echo "gateway=http://localhost:$(published "$(containers_named api-gateway)" 8080)"
  echo "management=http://$user:$password@localhost:$(published "$broker" 15672)"
}

# Nothing while it is down.
published() { docker port "$1" "$2" 2>/dev/null | sed -n '1s/.*://p'; }

# A command of docker, for all containers of that name.
each_container() {
  local command=$1 ids
  shift
  ids=$(containers_named "$@")
  docker $command $ids >/dev/null
}

compose_stop() { each_container 'stop -t 30' "$@"; }
compose_freeze() { each_container pause "$@"; }
compose_thaw() { each_container unpause "$@"; }

# Those that have ended already cannot be killed.
compose_kill() {
  local ids running
  ids=$(containers_named "$@")
  running=$(docker inspect --format '{{if .State.Running}}{{.Id}}{{end}}' $ids)
  [ -z "$running" ] || docker kill $running >/dev/null
}

compose_start() {
  local ids
  ids=$(containers_named "$@")
  docker start $ids >/dev/null
  wait_healthy $ids
}

compose_scale() {
  compose up --detach --no-deps --no-recreate --scale "$1=$2" "$1"
  compose_start "$1"
}

# Every setting is explained on that page, as a test makes sure.
demand_known() {
  local pair name
  for pair in "$@"; do
    name=${pair%%=*}
    grep -qF "\`${name%_FILE}\`" docs/configuration.md || fail "There is no setting $name. docs/configuration.md has them all."
  done
}

# Compose takes settings from files: what the demo sets stands in one of its own.
compose_set() {
  local service pair scales=() target_services=("$1")
  demand_known "${@:2}"
  [ "$1" != all ] || target_services=("${participants[@]}")
  mkdir -p "${settings_file%/*}"
  for pair in "${@:2}"; do
    for service in "${target_services[@]}"; do echo "$service $pair" >>"$settings_file"; done
    # What provisioning has to know as well.
    case $pair in CHANNEL_SHARDS=* | RETRY_DELAYS_MS=* | OUTBOX_RELAY=*) echo "provision $pair" >>"$settings_file" ;; esac
  done
  write_override
  for service in "${target_services[@]}"; do scales+=(--scale "$service=$(count_of "$service")"); done
  # Made anew, since Compose 1.29 cannot change containers of newer engines.
  docker rm --force $(containers_named "$1") >/dev/null
  ! grep -q ^provision "$settings_file" || compose run --rm --no-deps provision
  compose up --detach --no-deps "${scales[@]}" "${target_services[@]}"
  compose_start "$1"
}

write_override() {
  awk '{ service = $1; sub(/^[^ ]+ /, ""); name = $0; sub(/=.*/, "", name); value[service, name] = substr($0, length(name) + 2)
         if (!((service, name) in seen)) { seen[service, name] = 1; names[service] = names[service] " " name } }
       END { print "services:"
             for (service in names) { print "  " service ":\n    environment:"
               count = split(names[service], each, " ")
               for (i = 1; i <= count; i++) print "      " each[i] ": \x27" value[service, each[i]] "\x27" } }' \
    "$settings_file" >"$override_file"
}

compose_sql() {
  docker exec --env PGOPTIONS='-c default_transaction_read_only=on' "$(containers_named postgres)" psql -At -U "$1_service" -d "$1_service" -c "$2"
}

compose_tamper() {
  docker exec "$(containers_named postgres)" psql -q -v ON_ERROR_STOP=1 -U "$1_service" -d "$1_service" -c "$2"
}

compose_compare() {
  docker exec -i "$(containers_named api-gateway)" node dist/infra/docs/compatibility/main.js
}

compose_reset() {
  local service scales=()
  ! docker inspect --format '{{.Config.Env}}' $(containers_named api-gateway) | grep -q 'DEMO_IDENTITIES=off' ||
    fail 'This is no demo (DEMO=off): a reset would delete its data.'
  compose_start postgres
  compose_start rabbitmq
  read_addresses
  for service in "${services[@]}"; do
    docker rm --force $(containers "$service") >/dev/null 2>&1 || true
    scales+=(--scale "$service=1")
  done
  for service in "${participants[@]}"; do
    docker exec -i "$(containers_named postgres)" psql -q -v ON_ERROR_STOP=1 -U postgres -d "${service}_service" <infra/demo/empty-tables.sql
  done
  delete_queues
  rm -f "$settings_file" "$override_file"
  compose run --rm --no-deps provision
  compose up --detach --no-deps "${scales[@]}" "${services[@]}"
  for service in "${services[@]}"; do compose_start "$service"; done
}
