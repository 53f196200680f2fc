/**
 * The packaged program as processes: killed at any moment, many at once, and on a person's side.
 */
package dev.setpoint.process;
