package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.world.WorkflowFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a dispatch against those that the workflow declares, with GitHub's refusals. */
final class DispatchInputs {
  private static final int MOST = 25;

  private DispatchInputs() {}

  /** What the run gets: the given inputs, and the defaults of the others. */
  static Map<String, String> check(WorkflowFile workflow, JsonNode given) {
    if (given.size() > MOST) {
      throw Refusal.unprocessable(
          "Invalid request.\n\nNo more than "
              + MOST
              + " properties are allowed; "
              + given.size()
              + " were supplied.");
    }
    List<String> unexpected = new ArrayList<>();
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!workflow.inputs().containsKey(name)) {
                unexpected.add(name);
              }
            });
    if (!unexpected.isEmpty()) {
      throw Refusal.unprocessable(
          "Unexpected inputs provided: [\"" + String.join("\", \"", unexpected) + "\"]");
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    workflow
        .inputs()
        .forEach(
            (name, declared) -> {
              JsonNode value = given.get(name);
              if (value != null && !value.isNull()) {
                inputs.put(name, checked(name, declared, value.asText()));
              } else if (declared.byDefault() != null) {
                inputs.put(name, declared.byDefault());
              } else if (declared.required()) {
                throw Refusal.unprocessable("Required input '" + name + "' not provided");
              }
            });
    return inputs;
  }

  private static String checked(String name, WorkflowFile.Input declared, String value) {
    if (declared.required() && value.isEmpty()) {
      throw Refusal.unprocessable("Required input '" + name + "' not provided");
    }
    boolean choice = declared.type().equals("choice");
    if (choice && !declared.options().contains(value)) {
      throw Refusal.unprocessable(
          "Provided value '"
              + value
              + "' for input '"
              + name
              + "' not in the list of allowed values");
    }
    boolean truth = declared.type().equals("boolean");
    if (truth && !value.equals("true") && !value.equals("false")) {
      throw Refusal.unprocessable(
          "Provided value '" + value + "' for input '" + name + "' is not a boolean");
    }
    return value;
  }
}
