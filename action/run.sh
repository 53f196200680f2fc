#!/usr/bin/env bash
# Runs the program. The class-data archive is made by the first run, kept in the cache, and halves the start of the next ones.
set -euo pipefail
here=$(cd -- "$(dirname -- "$0")" && pwd)
exec "$SETPOINT_JAVA_HOME/bin/java" "@$here/java-options" \
  -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$SETPOINT_DIRECTORY/setpoint.jsa" \
  -cp "$SETPOINT_DIRECTORY/setpoint.jar" dev.setpoint.edge.action.ActionMain
