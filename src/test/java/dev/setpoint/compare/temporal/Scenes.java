package dev.setpoint.compare.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.compare.SetpointStory;
import dev.setpoint.diff.StepView;
import dev.setpoint.sandbox.git.GitStore;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the page plays: stories of scenes, each with what is new on either side. */
final class Scenes {
  private static final Path FILE = Path.of("src/main/resources/dev/setpoint/page/compare.json");

  private final ObjectNode all = JsonNodeFactory.instance.objectNode();
  private final ArrayNode stories;
  private ArrayNode scenes;
  private SetpointStory ours;
  private TemporalStory theirs;
  private int commits;
  private int events;

  Scenes() {
    all.put("schemaVersion", 1);
    ObjectNode with = all.putObject("recordedWith");
    with.put("temporal", version(io.temporal.client.WorkflowClient.class));
    with.put("server", "Temporal's in-process test server");
    with.put("java", System.getProperty("java.specification.version"));
    stories = all.putArray("stories");
    scenes = all.arrayNode();
  }

  private static String version(Class<?> from) {
    String path = from.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.replaceFirst(".*/temporal-sdk-(.*)\\.jar", "temporal-sdk $1");
  }

  /** What is said of one side in a scene; the facts are read from the running engines. */
  record Side(String words) {
    static Side of(String words) {
      return new Side(words);
    }
  }

  void story(String id, String title, SetpointStory setpoint, TemporalStory temporal) {
    ours = setpoint;
    theirs = temporal;
    commits = 0;
    events = 0;
    ObjectNode story = stories.addObject().put("id", id).put("title", title);
    scenes = story.putArray("scenes");
  }

  void scene(String title, String what, Side setpoint, Side temporal) {
    ObjectNode scene = scenes.addObject().put("title", title).put("what", what);
    setpoint(scene.putObject("setpoint").put("words", setpoint.words()));
    temporal(scene.putObject("temporal").put("words", temporal.words()));
  }

  private void setpoint(ObjectNode side) {
    side.put("state", ours.isDone() ? "done" : "waiting");
    strings(side.putArray("deeds"), ours.deeds());
    List<GitStore.Commit> log = ours.log();
    ArrayNode made = side.putArray("commits");
    log.subList(commits, log.size())
        .forEach(c -> made.addObject().put("by", c.author()).put("subject", c.subject()));
    commits = log.size();
    ArrayNode steps = side.putArray("steps");
    ours.last().plans().forEach(p -> p.steps().forEach(s -> step(steps.addObject(), s)));
    strings(side.putArray("outside"), ours.outside());
  }

  private static void step(ObjectNode step, StepView view) {
    step.put("title", view.step().title())
        .put("sign", view.status().sign())
        .put("words", view.words().replace("`", ""));
  }

  private void temporal(ObjectNode side) {
    List<HistoryEvent> history = theirs.events();
    side.put("state", theirs.state().toLowerCase(java.util.Locale.ROOT));
    side.put("events", history.size());
    side.put("bytes", theirs.historyBytes());
    ArrayNode fresh = side.putArray("history");
    for (HistoryEvent event : history.subList(events, history.size())) {
      ObjectNode one = fresh.addObject();
      one.put("id", event.getEventId()).put("type", type(event));
      String detail = detail(event);
      if (!detail.isEmpty()) {
        one.put("detail", detail);
      }
    }
    events = history.size();
    strings(side.putArray("outside"), theirs.done());
  }

  private static String type(HistoryEvent event) {
    StringBuilder name = new StringBuilder();
    for (String word : event.getEventType().name().replace("EVENT_TYPE_", "").split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }

  private static String detail(HistoryEvent event) {
    if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
      var activity = event.getActivityTaskScheduledEventAttributes();
      return activity.getActivityType().getName()
          + " "
          + activity.getInput().getPayloads(0).getData().toStringUtf8();
    }
    if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED) {
      var signal = event.getWorkflowExecutionSignaledEventAttributes();
      return signal.getSignalName()
          + " "
          + signal.getInput().getPayloads(0).getData().toStringUtf8();
    }
    if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED) {
      var failed = event.getWorkflowTaskFailedEventAttributes();
      return failed.getCause().name().replace("WORKFLOW_TASK_FAILED_CAUSE_", "")
          + ": "
          + failed.getFailure().getMessage().replaceAll("\\s+", " ");
    }
    if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
      int attempt = event.getActivityTaskStartedEventAttributes().getAttempt();
      return attempt > 1 ? "attempt " + attempt : "";
    }
    return "";
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  void write() throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.writeString(
        FILE, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
  }
}
