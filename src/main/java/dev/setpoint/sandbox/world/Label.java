package dev.setpoint.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A label of a repository; its name is compared without case. */
public record Label(long id, String name, String color, @Nullable String description) {}
