/** Being a GitHub App: which repositories there are, and with which token they are reached. */
@NullMarked
package dev.setpoint.edge.server.app;

import org.jspecify.annotations.NullMarked;
