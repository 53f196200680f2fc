package dev.setpoint.simulation;

/** What a campaign went through. */
final class Tally {
  long seeds;
  long passes;
  long events;
  long crashes;
  long lostAnswers;
  long staleReads;
  long humanEdits;
  long violations;

  void add(Tally other) {
    seeds += other.seeds;
    passes += other.passes;
    events += other.events;
    crashes += other.crashes;
    lostAnswers += other.lostAnswers;
    staleReads += other.staleReads;
    humanEdits += other.humanEdits;
    violations += other.violations;
  }

  @Override
  public String toString() {
    return "seeds %,d · passes %,d · events %,d · crashes %,d · lost answers %,d · stale reads %,d · human edits %,d · violations %,d"
        .formatted(seeds, passes, events, crashes, lostAnswers, staleReads, humanEdits, violations);
  }
}
