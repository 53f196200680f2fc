#!/usr/bin/env bash
# Makes the program ready where no earlier run has left it: the release's jar by its checksum, or a build of this very commit.
set -euo pipefail
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
jar=$SETPOINT_DIRECTORY/setpoint.jar
[ ! -f "$jar" ] || exit 0
mkdir -p "$SETPOINT_DIRECTORY"

if [ -f "$here/action/release" ]; then
  value() { sed -n "s/^$1=\\([A-Za-z0-9._\\/-]*\\)\$/\\1/p" "$here/action/release"; }
  url=https://github.com/$(value repository)/releases/download/$(value tag)/setpoint.jar
  curl --fail --silent --show-error --location --proto '=https' --retry 3 --max-time 120 --output "$jar.part" "$url"
  if command -v sha256sum >/dev/null; then sum=$(sha256sum "$jar.part"); else sum=$(shasum -a 256 "$jar.part"); fi
  if [ "${sum%% *}" != "$(value sha256)" ]; then
    rm -f "$jar.part"
    echo "::error title=Setpoint::What $url holds is not what this release was made with. Nothing was run."
    exit 1
  fi
  mv "$jar.part" "$jar"
else
  echo "Building Setpoint from this commit; later runs take it from the cache."
  JAVA_HOME=$SETPOINT_JAVA_HOME sh "$here/mvnw" --quiet --batch-mode --file "$here/pom.xml" -DskipTests -Dspotless.check.skip=true -Dlinked.skip=true package
  mv "$here/target/setpoint.jar" "$jar"
fi
