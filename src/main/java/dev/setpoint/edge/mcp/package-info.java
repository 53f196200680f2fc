/** Plans for agents: a Model Context Protocol server over stdio. */
@NullMarked
package dev.setpoint.edge.mcp;

import org.jspecify.annotations.NullMarked;
