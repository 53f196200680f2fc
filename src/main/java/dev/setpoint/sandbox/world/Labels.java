package dev.setpoint.sandbox.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels of a repository. */
public final class Labels {
  private final World world;
  private final Map<String, Label> byName = new LinkedHashMap<>();

  Labels(World world) {
    this.world = world;
  }

  public List<Label> all() {
    return world.alone(() -> new ArrayList<>(byName.values()));
  }

  public Optional<Label> named(String name) {
    return world.alone(() -> Optional.ofNullable(byName.get(Account.key(name))));
  }

  public Label create(String name, String color, @Nullable String description) {
    return world.alone(
        () -> {
          Label label = new Label(world.nextId(), name, color, description);
          byName.put(Account.key(name), label);
          return label;
        });
  }

  public void delete(String name) {
    world.alone(() -> byName.remove(Account.key(name)));
  }

  /** The label of that name; GitHub makes one when an issue is labelled with an unknown name. */
  Label orCreate(String name) {
    return named(name).orElseGet(() -> create(name, "ededed", null));
  }
}
