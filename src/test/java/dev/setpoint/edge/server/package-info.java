/** The server, with real parts: a sandbox, real databases, real processes. */
@NullMarked
package dev.setpoint.edge.server;

import org.jspecify.annotations.NullMarked;
