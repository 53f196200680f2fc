/** Stage 3: carries commands out on GitHub, each creation behind a claim. Never writes a plan. */
@NullMarked
package dev.setpoint.execute;

import org.jspecify.annotations.NullMarked;
