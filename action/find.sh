#!/usr/bin/env bash
# Finds a JDK on the runner, and says where the program of exactly this commit of the action is or will be.
set -euo pipefail
export LC_ALL=C
here=$(cd -- "$(dirname -- "$0")/.." && pwd)

java_home=$(sh "$here/.mvn/find-jdk") || {
  echo "::error title=Setpoint::No JDK 21 or newer on this runner. Add a step before this one: uses: actions/setup-java with distribution temurin and java-version 25."
  exit 1
}

if command -v sha256sum >/dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

# A release names its jar by the checksum in action/release; any other commit is known by its sources.
if [ -f "$here/action/release" ]; then
  program=$(sed -n 's/^sha256=\([0-9a-f]\{64\}\)$/\1/p' "$here/action/release")
else
  program=$(cd "$here" && find pom.xml .mvn src/main -type f | sort | tr '\n' '\0' | xargs -0 "${sha256[@]}" | "${sha256[@]}" | cut -c 1-64)
fi
[ -n "$program" ] || { echo "::error title=Setpoint::action/release names no checksum: this copy of the action is damaged."; exit 1; }

java_version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$java_home/release" | tr -c 'A-Za-z0-9.+\n' '-')
{
  echo "java-home=$java_home"
  echo "directory=${RUNNER_TEMP:-/tmp}/setpoint-$program"
  # The class-data archive beside the jar fits one version of Java on one kind of machine.
  echo "key=setpoint-${RUNNER_OS:-any}-${RUNNER_ARCH:-any}-$program-java-${java_version:-unknown}"
} >>"$GITHUB_OUTPUT"
