/**
 * Text, answers and people that mean no good, one table a class in {@code
 * src/test/resources/hostile}: each input with the answer that a user would want, within a second
 * and 64 MiB.
 */
package dev.setpoint.hostile;
