package dev.setpoint.bench.cold;

import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.web.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * The cold pass against the floor: this process is the sandbox, with its REST API and git over TLS;
 * each program is started anew for each run, in turn with the others. {@code bench/run} starts it.
 */
public final class Bench implements AutoCloseable {
  private static final int PLANS = 10;
  private static final int STEPS = 12;
  private static final int OPEN = 4;
  private static final int LARGE_STEPS = 50;
  private static final int LATENCY_MILLIS = 50;
  private static final int MANY = 1_000_000;

  private final Path checkout;
  private final Path work;
  private final int rounds;
  private final boolean quick;
  private final Sandbox sandbox;
  private final Programs programs;
  private final Figures figures = new Figures();
  private final Map<String, Subject> profiled = new LinkedHashMap<>();

  private Bench(Path checkout, int rounds, boolean quick) throws IOException, InterruptedException {
    this.checkout = checkout;
    this.rounds = rounds;
    this.quick = quick;
    this.work = Files.createTempDirectory("setpoint-bench");
    Certificate certificate = Certificate.in(work);
    System.setProperty("javax.net.ssl.trustStore", certificate.trusted().toString());
    this.sandbox = Sandbox.start(SandboxOptions.defaults(), certificate.sockets());
    sandbox
        .world()
        .rates()
        .set(sandbox.token(), MANY, MANY, Instant.now().plus(Duration.ofHours(9)));
    this.programs = new Programs(checkout, work, certificate, sandbox);
    programs.prepare();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> options = List.of(args);
    boolean quick = options.contains("--quick");
    int rounds = quick ? 3 : 7;
    List<String> parts = List.of("idle", "active", "growth", "peers");
    for (String option : options) {
      if (option.startsWith("--rounds=")) {
        rounds = Integer.parseInt(option.substring("--rounds=".length()));
      }
      if (option.startsWith("--only=")) {
        parts = List.of(option.substring("--only=".length()).split(",", -1));
      }
    }
    Path checkout = Path.of("").toAbsolutePath();
    try (Bench bench = new Bench(checkout, rounds, quick)) {
      for (String part : parts) {
        bench.measure(part);
      }
      bench.sizes();
      bench.left();
      Path out = Files.createDirectories(checkout.resolve("target/bench"));
      Report.write(bench.figures, rounds, out);
      if (options.contains("--readme")) {
        Report.publish(bench.figures, checkout);
      }
    }
    System.exit(0); // the sandbox's threads have nothing more to say
  }

  private void measure(String part) throws IOException, InterruptedException {
    switch (part) {
      case "idle" -> idle();
      case "active" -> active();
      case "growth" -> growth();
      case "peers" -> peers();
      default -> throw new IllegalArgumentException("nothing to measure is called " + part);
    }
  }

  private void idle() throws IOException, InterruptedException {
    Place place = Place.settled(sandbox, "idle", PLANS, STEPS, OPEN);
    Subject bash = programs.bash(place, false);
    Subject flags = programs.flags(place);
    Subject archive = programs.archive(place);
    profiled.put("idle", flags);
    Turns turns = new Turns(place, () -> {}, false);
    Subject node = programs.node(place);
    Subject naive = programs.naive(place);
    Subject warm = programs.warm(place);
    Subject least = programs.oneRequest(place);
    Subject leastArchive = programs.oneRequestWithArchive(place);
    Measured at0 =
        turns.of(List.of(bash, node, least, leastArchive, flags, archive, warm, naive), rounds);
    figures.spread("idle: bash (git, curl, jq)", at0.millis(bash), "ms", Double.NaN);
    figures.spread("idle: setpoint", at0.millis(flags), "ms", Double.NaN);
    figures.ratio("idle: node", at0.millis(node), at0.millis(bash), "x bash", Double.NaN);
    figures.ratio(
        "idle: a JVM that makes one request",
        at0.millis(least),
        at0.millis(bash),
        "x bash",
        Double.NaN);
    figures.ratio(
        "idle: such a JVM with an archive",
        at0.millis(leastArchive),
        at0.millis(bash),
        "x bash",
        Double.NaN);
    figures.ratio("idle: setpoint", at0.millis(flags), at0.millis(bash), "x bash", 2.0);
    figures.ratio(
        "idle: setpoint with an archive", at0.millis(archive), at0.millis(bash), "x bash", 1.4);
    figures.ratio("idle: naive Java", at0.millis(naive), at0.millis(bash), "x bash", Double.NaN);
    figures.ratio("idle: setpoint", at0.millis(flags), at0.millis(naive), "x naive Java", 0.15);
    figures.ratio(
        "idle: setpoint in a fresh home", at0.millis(flags), at0.millis(warm), "x warm home", 1.05);
    figures.spread("idle: setpoint, peak memory", at0.megabytes(flags), "MB", 110);
    figures.spread("idle: with an archive, peak memory", at0.megabytes(archive), "MB", 110);
    Measured at50 = slowly(() -> turns.of(List.of(bash, least, flags, archive), rounds));
    figures.ratio(
        "idle, 50 ms away: a JVM that makes one request",
        at50.millis(least),
        at50.millis(bash),
        "x bash",
        Double.NaN);
    figures.ratio(
        "idle, 50 ms away: setpoint", at50.millis(flags), at50.millis(bash), "x bash", 1.5);
    figures.ratio(
        "idle, 50 ms away: with an archive",
        at50.millis(archive),
        at50.millis(bash),
        "x bash",
        1.2);
  }

  private void active() throws IOException, InterruptedException {
    // A place for each: what one leaves behind must not be in another's way.
    List<Place> places = new ArrayList<>();
    for (String name : List.of("active-bash", "active-flags", "active-archive")) {
      places.add(Place.settled(sandbox, name, PLANS, STEPS, OPEN));
    }
    Subject bash = programs.bash(places.get(0), true);
    Subject flags = programs.flags(places.get(1));
    Subject archive = programs.archive(places.get(2));
    Map<Subject, Turns> turns = new LinkedHashMap<>();
    turns.put(bash, closing(places.get(0)));
    turns.put(flags, closing(places.get(1)));
    turns.put(archive, closing(places.get(2)));
    Measured at0 = Turns.each(turns, rounds);
    figures.spread("active: bash (git, curl, jq)", at0.millis(bash), "ms", Double.NaN);
    figures.spread("active: setpoint", at0.millis(flags), "ms", Double.NaN);
    figures.ratio("active: setpoint", at0.millis(flags), at0.millis(bash), "x bash", 1.4);
    figures.ratio("active: with an archive", at0.millis(archive), at0.millis(bash), "x bash", 1.1);
    Measured at50 = slowly(() -> Turns.each(turns, rounds));
    figures.ratio(
        "active, 50 ms away: setpoint", at50.millis(flags), at50.millis(bash), "x bash", 1.4);
    figures.ratio(
        "active, 50 ms away: with an archive",
        at50.millis(archive),
        at50.millis(bash),
        "x bash",
        1.1);
  }

  private static Turns closing(Place place) {
    return new Turns(place, () -> place.closeOne(PLANS, OPEN), true);
  }

  private void growth() throws IOException, InterruptedException {
    int few = Math.max(3, rounds / 2);
    Map<Integer, double[]> idle = new LinkedHashMap<>();
    Map<Integer, double[]> changed = new LinkedHashMap<>();
    for (int plans : quick ? List.of(10, 100) : List.of(10, 100, 1_000)) {
      Place place = Place.settled(sandbox, "growth-" + plans, plans, LARGE_STEPS, 1);
      Subject bash = programs.bash(place, false);
      Subject flags = programs.flags(place);
      Measured still = new Turns(place, () -> {}, false).of(List.of(bash, flags), few);
      String what = "%,d plans of %d steps, %,d open jobs".formatted(plans, LARGE_STEPS, plans);
      idle.put(plans, still.millis(flags));
      if (plans == 1_000) {
        profiled.put(what, flags);
      }
      figures.spread(what + ": bash", still.millis(bash), "ms", Double.NaN);
      figures.spread(what + ": setpoint", still.millis(flags), "ms", Double.NaN);
      boolean large = plans == 1_000;
      figures.ratio(
          what, still.millis(flags), still.millis(bash), "x bash", large ? 0.9 : Double.NaN);
      figures.spread(
          what + ", peak memory", still.megabytes(flags), "MB", large ? 300 : Double.NaN);
      Turns edits = new Turns(place, () -> place.editOne(LARGE_STEPS, 1), false);
      changed.put(plans, edits.of(List.of(flags), few).millis(flags));
      figures.spread(what + ", one plan edited", changed.get(plans), "ms", Double.NaN);
    }
    if (idle.containsKey(1_000)) {
      double tenfold = Figures.median(idle.get(1_000)) / Figures.median(idle.get(100));
      figures.one("1,000 plans against 100", tenfold, "x", 10);
    }
  }

  /**
   * The five-step plan to its end, and Temporal's SDK with its test server on the same five steps.
   */
  private void peers() throws IOException, InterruptedException {
    Path path = checkout.resolve("target/bench/peers.classpath");
    if (!Files.isRegularFile(path)) {
      System.out.println("peers: not measured, Temporal's SDK could not be fetched");
      return;
    }
    Subject ours = programs.fiveSteps();
    Subject theirs = programs.temporal(Files.readString(path).strip());
    Measured both = Turns.alone(List.of(ours, theirs), Math.max(3, rounds / 2));
    figures.spread("five steps, cold start to done: setpoint", both.millis(ours), "ms", Double.NaN);
    figures.spread(
        "five steps, cold start to done: Temporal", both.millis(theirs), "ms", Double.NaN);
    figures.ratio(
        "five steps, cold start to done",
        both.millis(ours),
        both.millis(theirs),
        "x Temporal",
        0.4);
    figures.ratio(
        "five steps, peak memory", both.megabytes(ours), both.megabytes(theirs), "x Temporal", 0.4);
    System.out.println(
        """
        a step inserted in the middle of a running plan (./mvnw -Pcompare,'!analysis' test plays it):
          setpoint: the new step is done, what follows waits for it, nothing is done twice
          Temporal: a timer, NonDeterministicException and the workflow is stuck until a patch is deployed;
                    an activity of the same type, no error and a wrong result: one step twice, the new one never
        where Temporal wins: milliseconds from one step to the next, where a pass here takes a cold start\
        """);
  }

  /** Where the time of the passes goes whose goals are not reached. */
  private void left() throws IOException, InterruptedException {
    for (Map.Entry<String, Subject> one : profiled.entrySet()) {
      boolean missed =
          figures.all().stream().anyMatch(f -> f.name().startsWith(one.getKey()) && !f.reached());
      if (missed) {
        figures.note(one.getKey() + ", by samples: " + Profile.of(one.getValue(), 3, work));
      }
    }
  }

  private void sizes() throws IOException {
    Path jar = checkout.resolve("target/setpoint.jar");
    figures.one("setpoint.jar", Files.size(jar) / 1e6, "MB", Double.NaN);
    try (JarFile file = new JarFile(jar.toFile())) {
      long classes = file.stream().filter(e -> e.getName().endsWith(".class")).count();
      figures.one("setpoint.jar, classes", (double) classes, "classes", Double.NaN);
    }
  }

  /** Some measuring. */
  private interface Measuring {
    Measured take() throws IOException, InterruptedException;
  }

  private Measured slowly(Measuring measuring) throws IOException, InterruptedException {
    sandbox
        .faults()
        .add(Fault.on("", "", Fault.Mode.DELAY).times(Integer.MAX_VALUE).lasting(LATENCY_MILLIS));
    try {
      return measuring.take();
    } finally {
      sandbox.faults().clear();
    }
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
    Subject.delete(work);
  }
}
