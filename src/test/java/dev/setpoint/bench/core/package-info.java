/** The pure core by JMH: {@code ./mvnw -Pbench,'!analysis' test -Dtest=CoreBench}. */
@NullMarked
package dev.setpoint.bench.core;

import org.jspecify.annotations.NullMarked;
