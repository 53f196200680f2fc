package dev.setpoint.history;

import dev.setpoint.plan.BlockCut;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads every revision of a plan, oldest first. Most of them are Setpoint's own and change nothing
 * but the block: for those the Markdown is not read again. Contents are kept for a handful of
 * revisions at a time only.
 */
final class Readings {
  private static final int AT_A_TIME = 256;

  private final Past past;
  private final List<Reading> readings = new ArrayList<>();
  private byte @Nullable [] around;
  private Optional<Reading.Text> text = Optional.empty();
  private Optional<PlanPath> path = Optional.empty();

  private Readings(Past past) {
    this.past = past;
  }

  static List<Reading> of(Past past) throws IOException {
    Readings all = new Readings(past);
    List<Revision> revisions = past.revisions();
    for (int from = 0; from < revisions.size(); from += AT_A_TIME) {
      all.read(revisions.subList(from, Math.min(revisions.size(), from + AT_A_TIME)));
    }
    return Naming.settled(all.readings);
  }

  /** A version of the file that is still to be understood. */
  private record Raw(
      Revision revision, byte[] bytes, Optional<BlockCut> cut, boolean edited, boolean moved) {
    boolean isNew() {
      return edited || moved;
    }
  }

  /** What reading the Markdown gave. */
  private record Parsed(Reading.Text text, List<BlockSeen.Row> rows) {}

  private void read(List<Revision> some) throws IOException {
    List<Raw> raws = new ArrayList<>();
    for (Revision revision : some) {
      raws.add(raw(revision));
    }
    // Versions know nothing of each other while they are read: every processor may help.
    List<Optional<Parsed>> parsed =
        IntStream.range(0, raws.size())
            .parallel()
            .mapToObj(i -> raws.get(i).isNew() ? parse(raws.get(i)) : Optional.<Parsed>empty())
            .toList();
    for (int i = 0; i < raws.size(); i++) {
      Raw raw = raws.get(i);
      if (raw.isNew()) {
        text = parsed.get(i).map(Parsed::text);
      }
      List<BlockSeen.Row> rows =
          raw.cut()
              .map(c -> c.block().rows())
              .or(() -> parse(raw).map(Parsed::rows))
              .orElse(List.of());
      readings.add(new Reading(raw.revision(), text, rows, raw.edited()));
    }
  }

  private Raw raw(Revision revision) throws IOException {
    if (revision.path().isEmpty()) {
      around = null;
      path = Optional.empty();
      return new Raw(
          revision,
          new byte[0],
          Optional.of(new BlockCut(new byte[0], BlockSeen.NONE)),
          true,
          true);
    }
    byte[] bytes = past.contents().of(revision.blob());
    Optional<BlockCut> cut = BlockCut.of(bytes);
    byte[] now = cut.map(BlockCut::around).orElse(bytes);
    boolean edited = around == null || !Arrays.equals(around, now);
    boolean moved = !path.equals(revision.path());
    around = now;
    path = revision.path();
    return new Raw(revision, bytes, cut, edited, moved);
  }

  private static Optional<Parsed> parse(Raw raw) {
    return raw.revision()
        .path()
        .map(
            at -> {
              PlanDocument read =
                  PlanParser.parse(at, raw.revision().blob(), raw.bytes(), Settings.NONE);
              return new Parsed(
                  Reading.Text.of(Identity.identify(read, List.of(), Set.of(at))),
                  read.block().rows());
            });
  }
}
