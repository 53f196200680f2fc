#!/usr/bin/env bash
# Runs the program. The class-data archive is made by the first run, kept in the cache, and halves the start of the next ones.
set -euo pipefail
exec "$SETPOINT_JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=off \
  -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$SETPOINT_DIRECTORY/setpoint.jsa" \
  -cp "$SETPOINT_DIRECTORY/setpoint.jar" dev.setpoint.edge.action.ActionMain
