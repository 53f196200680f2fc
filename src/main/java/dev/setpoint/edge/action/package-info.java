/**
 * Being a GitHub Action: inputs, the event that woke it, and the files and log lines a runner
 * reads.
 */
@NullMarked
package dev.setpoint.edge.action;

import org.jspecify.annotations.NullMarked;
