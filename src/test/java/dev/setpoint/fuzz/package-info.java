/**
 * Texts made up by a fuzzer that is led by what they reach in the code ({@code -Pfuzz}), and those
 * it once found.
 */
package dev.setpoint.fuzz;
