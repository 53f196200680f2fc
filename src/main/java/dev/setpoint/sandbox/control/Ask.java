package dev.setpoint.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;
import java.time.Duration;
import java.util.Locale;

/**
 * One control request.
 *
 * @param place what stands at the path's placeholder, or ""
 * @param repo the repository that is meant
 */
record Ask(Request request, JsonNode body, String place, Repo repo, World world) {

  /** The person in the field {@code as}, else alice. */
  Person person() {
    return new Person(world, repo, Json.text(body, "as", "alice"));
  }

  String text(String field) {
    String value = Json.text(body, field);
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  long number() {
    return Long.parseLong(place);
  }

  /** A duration such as 500ms, 30s, 20m, 2h, 3d, or in ISO form. */
  static Duration duration(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith("p") || plain.startsWith("-p")) {
      return Duration.parse(plain);
    }
    String unit = plain.replaceAll("[0-9.]", "");
    double amount = Double.parseDouble(plain.substring(0, plain.length() - unit.length()));
    double millis =
        switch (unit) {
          case "ms" -> 1;
          case "s", "" -> 1000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> throw new IllegalArgumentException("not a duration: " + text);
        };
    return Duration.ofMillis(Math.round(amount * millis));
  }
}
