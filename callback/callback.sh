#!/usr/bin/env bash
# Starts Setpoint's workflow and tells it which run is ending. The scheduled sweep covers whatever goes wrong here.
set -u

later() {
  echo "::warning title=Setpoint callback::$1 The next sweep takes this run into account."
  exit 0
}

[[ $CALLBACK_WORKFLOW =~ ^[A-Za-z0-9._-]+\.ya?ml$ ]] || later "The input workflow is not a workflow's file name."
[[ ${CALLBACK_BRANCH:-main} =~ ^[A-Za-z0-9._/-]+$ ]] || later "The default branch has a name that cannot be sent."

status=$(printf 'header = "Authorization: Bearer %s"\n' "$CALLBACK_TOKEN" |
  curl --config - --silent --output /dev/null --write-out '%{http_code}' --connect-timeout 10 --max-time 30 --proto '=http,https' \
    --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
    --data-binary "{\"ref\":\"${CALLBACK_BRANCH:-main}\",\"inputs\":{\"run\":\"$GITHUB_RUN_ID\"}}" \
    "${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY/actions/workflows/$CALLBACK_WORKFLOW/dispatches")
case $status in
  200 | 204) echo "Setpoint was woken." ;;
  403) later "GitHub answered 403: give this job the permission actions: write." ;;
  404 | 422) later "GitHub answered $status: $CALLBACK_WORKFLOW on ${CALLBACK_BRANCH:-main} must be started by workflow_dispatch with an input run." ;;
  *) later "GitHub gave no clear answer ($status)." ;;
esac
