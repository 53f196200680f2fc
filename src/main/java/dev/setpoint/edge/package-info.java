/** The doors to the outside, one room for each library; nothing in the house points here. */
@NullMarked
package dev.setpoint.edge;

import org.jspecify.annotations.NullMarked;
