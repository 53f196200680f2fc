/** The command line: picocli in front of the pass, the sandbox and the demo. */
@NullMarked
package dev.setpoint.edge.cli;

import org.jspecify.annotations.NullMarked;
