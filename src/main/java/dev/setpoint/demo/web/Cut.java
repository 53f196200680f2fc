package dev.setpoint.demo.web;

/**
 * What a killed pass meets at each of its ports from then on. An error, so that nothing on its way
 * mistakes it for the weather.
 */
final class Cut extends Error {
  private static final long serialVersionUID = 1L;

  Cut() {
    super("killed", null, false, false);
  }
}
