#!/usr/bin/env bash
# The floor: the reads of an idle pass (and the writes of an active one) as an expert would script them with git, curl and jq.
# It decides nothing, checks nothing and survives nothing: it only shows what the requests themselves cost.
# Reads GIT_URL, API_URL, REPOSITORY, TOKEN; with ACT=1 it also opens the next issue, records it, and commits the plan's status.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
repo=$work/r.git
auth=$(printf 'x-access-token:%s' "$TOKEN" | base64 -w0)
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=http.extraHeader GIT_CONFIG_VALUE_0="Authorization: Basic $auth" \
  GIT_CONFIG_KEY_1=gc.auto GIT_CONFIG_VALUE_1=0 GIT_TERMINAL_PROMPT=0 GIT_DIR=$repo \
  GIT_AUTHOR_NAME=bot GIT_AUTHOR_EMAIL=bot@example.com GIT_COMMITTER_NAME=bot GIT_COMMITTER_EMAIL=bot@example.com
api() { curl -sS --fail -H "Authorization: Bearer $TOKEN" -H 'Accept: application/vnd.github+json' "$@"; }
url=$API_URL/repos/$REPOSITORY

read_git() {
  git init -q --bare "$repo"
  git fetch -q --depth 1 --no-tags "$GIT_URL" '+refs/heads/main:refs/heads/main' '+refs/setpoint/*:refs/setpoint/*'
  git ls-tree -r main -- plans .github | awk '{print $3}' | git cat-file --batch >"$work/plans"
  git for-each-ref --format='%(refname) %(contents)' refs/setpoint >"$work/claims"
}

read_jobs() {
  list="$url/issues?state=open&labels=setpoint&sort=created&direction=asc&per_page=100"
  api -D "$work/head" -o "$work/issues-1.json" "$list"
  last=$(sed -n 's/.*[?&]page=\([0-9]*\)[^>]*>; *rel="last".*/\1/ip' "$work/head")
  if [ -n "$last" ]; then
    api --parallel "$list&page=[2-$last]" -o "$work/issues-#1.json"
  fi
  jq -r '.[] | [.number, .state, .title] | @tsv' "$work"/issues-*.json >"$work/open"
}

read_git & git_pid=$!
read_jobs
wait "$git_pid"
grep -c '^### ' "$work/plans" >"$work/steps"

[ "${ACT:-}" = 1 ] || exit 0

# Which bound issue does the list not show any more? It is read by its number.
awk '/^State: bound/ {bound=1} /^Job: #/ {job=substr($2,2)} /^refs\// {if (bound) print job "\t" ref; bound=0; ref=$1} END {if (bound) print job "\t" ref}' \
  "$work/claims" | sort >"$work/bound"
cut -f1 "$work/open" | sort >"$work/numbers"
closed=$(join -v1 <(cut -f1 "$work/bound" | sort) "$work/numbers" | head -n 1)
ref=$(awk -F'\t' -v n="$closed" '$1 == n {print $2}' "$work/bound")
api -o "$work/closed.json" "$url/issues/$closed"
[ "$(jq -r .state_reason "$work/closed.json")" = completed ]

# Claim, create, record.
message=$(git log -1 --format=%B "$ref")
step=$(sed -n 's/^Step: step-//p' <<<"$message")
plan=$(sed -n 's/^Plan: //p' <<<"$message")
next=$((step + 1))
empty=$(git mktree </dev/null)
claim=refs/setpoint/claims/$plan-floor/step-$next-floor/1
body=$(sed -e "s/^Step: .*/Step: step-$next/" -e "s/^Title: .*/Title: Step $next/" -e '/^Job/d' -e 's/^State: .*/State: claimed/' <<<"$message")
first=$(git commit-tree "$empty" -m "$body")
git push -q --force-with-lease="$claim:" "$GIT_URL" "$first:$claim"
jq -n --arg title "Step $next" --arg body "The next step of $plan." '{title: $title, body: $body, labels: ["setpoint"], assignees: []}' |
  api -X POST -H 'Content-Type: application/json' --data-binary @- -o "$work/made.json" "$url/issues"
number=$(jq -r .number "$work/made.json")
second=$(git commit-tree "$empty" -p "$first" -m "$(sed 's/^State: .*/State: bound/' <<<"$body")
Job: #$number")
git push -q --force-with-lease="$claim:$first" "$GIT_URL" "$second:$claim"

# One commit with the plan's status, and the outcome on the finished claim, in one atomic push.
export GIT_INDEX_FILE=$work/index
path=plans/$plan.md
git show "main:$path" | sed -e "s/\[Step $step\](#step-$step) | 🟣 [^|]*/[Step $step](#step-$step) | ✅ done /" \
  -e "s/\[Step $next\](#step-$next) | ⚪ [^|]*/[Step $next](#step-$next) | 🟣 needs a person /" >"$work/plan"
git read-tree main
git update-index --cacheinfo "100644,$(git hash-object -w "$work/plan"),$path"
tip=$(git rev-parse main)
commit=$(git commit-tree "$(git write-tree)" -p "$tip" -m "$plan: Step $step done, 1 job opened")
before=$(git rev-parse "$ref")
settled=$(git commit-tree "$empty" -p "$before" -m "$(sed 's/^State: .*/State: settled/' <<<"$message")")
git push -q --atomic --force-with-lease="refs/heads/main:$tip" --force-with-lease="$ref:$before" "$GIT_URL" \
  "$commit:refs/heads/main" "$settled:$ref"
