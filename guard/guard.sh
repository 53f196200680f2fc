#!/usr/bin/env bash
# Lets exactly one run carry out one attempt of a step. GitHub may deliver a dispatch twice, and after a pass that died another
# one may dispatch again; a ref can be created only once, so the run that creates refs/setpoint/started/<attempt> goes on.
# Everything doubtful refuses: a step that did not run can be retried, one that ran twice cannot be taken back.
# Written for bash 3.2 (macOS) with curl alone: no jq, no git, no gh.
set -u
export LC_ALL=C

# The empty tree, which git knows without having it stored.
readonly EMPTY_TREE=4b825dc642cb6eb9a060e54bf8d69288fbee4904
readonly TRIES=4
readonly PERMISSIONS='Give the job of the guard the permissions `contents: write` and `actions: read`.'

# Patterns stand in variables: bash 3.2 takes quotes inside [[ =~ ]] for literals.
readonly KEY='^([a-z0-9-]{1,60}/[a-z0-9-]{1,60})/([1-9][0-9]{0,8})/[a-z0-9]{8,40}$'
readonly SHA='"sha": *"([0-9a-f]{40})"'
readonly NOTE='"message": *"([^"\\]|\\.)*\\nRun: ([0-9]{1,18})(\\n|")'
readonly WITHDRAWN='"message": *"([^"\\]|\\.)*\\n(Outcome|Stopping): withdrawn(\\n|")'
readonly OVER='"status": *"completed"'

run=${GITHUB_RUN_ID:-}
api=${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:-}
status=000
answer=

refuse() {
  echo "::error title=Setpoint guard::$1"
  echo "$1" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  exit 1
}

go_on() {
  echo "$1"
  exit 0
}

pause() { sleep "${GUARD_PAUSE:-$(($1 * 2))}"; }

# ask METHOD PATH [JSON]: one request, its outcome in $status (000: no answer) and $answer. The token travels on standard input.
ask() {
  local reply
  local data=()
  [ $# -lt 3 ] || data=(--data-binary "$3")
  reply=$(printf 'header = "Authorization: Bearer %s"\n' "$GUARD_TOKEN" |
    curl --config - --silent --request "$1" --connect-timeout 10 --max-time 30 --proto '=http,https' \
      --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
      --write-out '\n%{http_code}' ${data[@]+"${data[@]}"} "$api/$2")
  status=${reply##*$'\n'}
  answer=${reply%$'\n'*}
}

# read_surely PATH WHAT: reads until the answer is clear, 200 or 404. A failed read is never taken for an empty one.
read_surely() {
  local try
  for ((try = 1; try <= TRIES; try++)); do
    ask GET "$1"
    case $status in
      200 | 404) return ;;
      401 | 403) refuse "Cannot tell whether this may run: GitHub answered $status to reading $2. $PERMISSIONS" ;;
    esac
    [ "$try" = "$TRIES" ] || pause "$try"
  done
  refuse "Cannot tell whether this may run: reading $2 failed ($status). Re-run the failed jobs when GitHub answers again."
}

# Reads the refs refs/setpoint/<kind>/<plan>/<step>/ as lines "<attempt> <commit>" into $attempts.
read_attempts() {
  local entry="\"ref\": *\"refs/setpoint/$1/$step/([1-9][0-9]{0,8})\"[^}]*\"sha\": *\"([0-9a-f]{40})\""
  read_surely "git/matching-refs/setpoint/$1/$step/?per_page=100" "$2"
  [ "$status" = 200 ] || refuse "Cannot tell whether this may run: GitHub does not show $2. $PERMISSIONS"
  attempts=
  while [[ $answer =~ $entry ]]; do
    attempts+="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"$'\n'
    answer=${answer#*"${BASH_REMATCH[0]}"}
  done
}

# The run that a started ref's commit names, into $taker; empty when it names none.
read_taker() {
  read_surely "git/commits/$1" "the note of the run that took it"
  taker=
  [[ ! $answer =~ $NOTE ]] || taker=${BASH_REMATCH[2]}
}

# The claims once more, now that nobody can overlook that this run has the key: Setpoint may have given the attempt up meanwhile.
only_if_wanted() {
  local number commit own=
  read_attempts claims "the claims of this step"
  while read -r number commit; do
    [ "$number" != "$attempt" ] || own=$commit
    [ "${number:-0}" -le "$attempt" ] || refuse "Attempt $number of this step has been claimed, so attempt $attempt must not run any more."
  done <<<"$attempts"
  [ -n "$own" ] || refuse "There is no open claim of attempt $attempt: it was settled long ago, or nobody made it. \`setpoint retry\` starts the step anew."
  read_surely "git/commits/$own" "the claim of attempt $attempt"
  [ "$status" = 200 ] || refuse "Cannot tell whether this may run: GitHub does not show the claim of attempt $attempt. $PERMISSIONS"
  [[ ! $answer =~ $WITHDRAWN ]] || refuse "Attempt $attempt of this step was withdrawn, so this run does nothing."
  go_on "This run has taken attempt $attempt of $step."
}

only_if_mine() {
  read_taker "$1"
  [ "$taker" != "$run" ] || only_if_wanted
  refuse "Another run (${taker:-which left no name}) has already taken attempt $attempt of this step, so this one does nothing."
}

only_if_over() {
  read_taker "$2"
  [ -n "$taker" ] || refuse "Attempt $1 of this step was taken by a run that left no name; look at refs/setpoint/started/$step/$1."
  read_surely "actions/runs/$taker" "run $taker, which took attempt $1"
  if [ "$status" = 404 ]; then
    # Deleted, and so over; unless this token is simply not shown any run.
    read_surely "actions/runs?per_page=1" "the runs of this repository"
    [ "$status" = 200 ] || refuse "Cannot tell whether run $taker, which took attempt $1, is over. $PERMISSIONS"
  elif [[ ! $answer =~ $OVER ]]; then
    refuse "Attempt $1 of this step is still running as run $taker, so attempt $attempt must not start. When it has ended, \`/retry\`."
  fi
}

[ -n "${GUARD_KEY:-}" ] || go_on "Started by hand, not for a plan: nothing to guard."
# <plan>/<step>/<attempt>/<nonce>; the refs leave the nonce out.
[[ $GUARD_KEY =~ $KEY ]] || refuse 'The input `setpoint` is not a key of Setpoint. Leave it empty to start this workflow by hand.'
step=${BASH_REMATCH[1]}
attempt=${BASH_REMATCH[2]}
[[ $run =~ ^[0-9]{1,18}$ ]] || refuse "GITHUB_RUN_ID is missing: the guard works inside a workflow run."
[ -n "${GUARD_TOKEN:-}" ] || refuse "The guard has no token. $PERMISSIONS"

read_attempts claims "the claims of this step"
claimed=
while read -r number _; do
  [ "$number" != "$attempt" ] || claimed=yes
  [ "${number:-0}" -le "$attempt" ] || refuse "Attempt $number of this step has been claimed, so attempt $attempt must not run any more."
done <<<"$attempts"
[ -n "$claimed" ] || refuse "There is no open claim of attempt $attempt: it was settled long ago, or nobody made it. \`setpoint retry\` starts the step anew."

read_attempts started "the runs that took this step"
while read -r number commit; do
  [ "$number" != "$attempt" ] || only_if_mine "$commit"
  [ "${number:-$attempt}" -ge "$attempt" ] || only_if_over "$number" "$commit"
done <<<"$attempts"

commit=
for ((try = 1; try <= TRIES; try++)); do
  if [ -z "$commit" ]; then
    ask POST git/commits "{\"message\":\"started: $step/$attempt\\n\\nRun: $run\\n\",\"tree\":\"$EMPTY_TREE\",\"parents\":[]}"
    if [ "$status" = 201 ] && [[ $answer =~ $SHA ]]; then commit=${BASH_REMATCH[1]}; fi
  fi
  if [ -n "$commit" ]; then
    ask POST git/refs "{\"ref\":\"refs/setpoint/started/$step/$attempt\",\"sha\":\"$commit\"}"
    [ "$status" != 201 ] || only_if_wanted
  fi
  last=$status
  case $last in
    401 | 403 | 404) refuse "Cannot take the step: GitHub answered $last. $PERMISSIONS" ;;
  esac
  # It is there already (422), or there was no clear answer: whose it is, reading tells.
  read_surely "git/ref/setpoint/started/$step/$attempt" "the run that took this attempt"
  if [ "$status" = 200 ] && [[ $answer =~ $SHA ]]; then only_if_mine "${BASH_REMATCH[1]}"; fi
  [ "$try" = "$TRIES" ] || pause "$try"
done
refuse "Could not note that this run takes the step (GitHub's last answer: $last), so nothing runs. Re-run the failed jobs when GitHub answers again."
