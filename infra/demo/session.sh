# For the shell in which you follow the tutorial, from the project's folder: source infra/demo/session.sh
# It then knows the addresses of the system that runs, $gateway and $management, and the command demo.
demo() { infra/demo/demo "$@"; }

if session=$(demo session); then
  eval "$session"
else
  false
fi

# The first text of this name in the JSON that comes in: curl .. | field orderId
field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
