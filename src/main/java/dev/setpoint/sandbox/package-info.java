/** The local stand-in for GitHub: REST, git over HTTP and webhooks, for the demo and for tests. */
@NullMarked
package dev.setpoint.sandbox;

import org.jspecify.annotations.NullMarked;
