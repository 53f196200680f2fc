package dev.setpoint.execute;

import java.util.function.Supplier;

/**
 * What execute works with. A dry run has another pair of hands and another claim store, never an
 * {@code if}.
 *
 * @param nonces gives a new random word of 16 to 40 characters {@code [a-z0-9]} each time
 * @param who stands in claims as their author: a login, or the run that made them
 * @param budget how long creations may go on
 */
public record Tools(
    ClaimStore claims, Hands hands, Supplier<String> nonces, String who, Budget budget) {}
