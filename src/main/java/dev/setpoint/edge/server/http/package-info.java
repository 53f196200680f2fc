/** What is answered over HTTP: webhooks, the pages' data, health and figures. */
@NullMarked
package dev.setpoint.edge.server.http;

import org.jspecify.annotations.NullMarked;
