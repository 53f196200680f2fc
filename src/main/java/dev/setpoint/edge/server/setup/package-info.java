/** Creating the GitHub App by manifest. */
@NullMarked
package dev.setpoint.edge.server.setup;

import org.jspecify.annotations.NullMarked;
