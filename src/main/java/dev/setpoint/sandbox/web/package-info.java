/**
 * The sandbox's own small HTTP server, the faults it can be told to commit, and its request log.
 */
@NullMarked
package dev.setpoint.sandbox.web;

import org.jspecify.annotations.NullMarked;
