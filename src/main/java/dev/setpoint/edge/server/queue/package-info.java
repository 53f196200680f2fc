/**
 * Wake-ups, in a database that may be lost at any time: see {@link
 * dev.setpoint.edge.server.queue.Ledger}.
 */
@NullMarked
package dev.setpoint.edge.server.queue;

import org.jspecify.annotations.NullMarked;
