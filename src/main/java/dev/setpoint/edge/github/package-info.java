/** Jobs on GitHub: reading and making issues and runs over its REST API, each request once. */
@NullMarked
package dev.setpoint.edge.github;

import org.jspecify.annotations.NullMarked;
