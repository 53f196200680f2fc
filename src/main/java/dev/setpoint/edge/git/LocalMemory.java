package dev.setpoint.edge.git;

import dev.setpoint.history.Past;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Receipt;
import dev.setpoint.plan.PlanId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Claims with their chains, and receipts, as a clone holds them after fetching {@code
 * refs/setpoint/*}.
 */
final class LocalMemory implements Past.Memory {
  /**
   * A chain grows by a commit at each move of its attempt; this bounds what a hostile one costs.
   */
  private static final int LONGEST_CHAIN = 1000;

  private final Repository repository;
  private final NavigableMap<String, ObjectId> refs;

  /**
   * What these refs hold.
   *
   * @param refs Setpoint's, by full name
   */
  LocalMemory(Repository repository, NavigableMap<String, ObjectId> refs) {
    this.repository = repository;
    this.refs = refs;
  }

  /** What the clone's own refs hold. */
  static LocalMemory of(Repository repository) throws IOException {
    TreeMap<String, ObjectId> refs = new TreeMap<>();
    for (String kind : List.of(ClaimKey.CLAIMS, Receipt.RECEIPTS)) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(kind)) {
        if (ref.getObjectId() != null) {
          refs.put(ref.getName(), ref.getObjectId());
        }
      }
    }
    return new LocalMemory(repository, refs);
  }

  @Override
  public boolean any() {
    return !refs.isEmpty();
  }

  @Override
  public List<List<Claim>> of(PlanId plan) throws IOException {
    TreeMap<ClaimKey, List<Claim>> attempts = new TreeMap<>();
    String own = ClaimKey.CLAIMS + Receipt.ref(plan).substring(Receipt.RECEIPTS.length()) + "/";
    try (RevWalk walk = new RevWalk(repository)) {
      for (var ref : refs.subMap(own, true, own + Character.MAX_VALUE, false).entrySet()) {
        List<Claim> chain = chain(walk, ref.getKey(), ref.getValue());
        if (!chain.isEmpty() && chain.getLast().key().plan().equals(plan)) {
          attempts.put(chain.getLast().key(), chain);
        }
      }
      ObjectId receipt = refs.get(Receipt.ref(plan));
      if (receipt != null) {
        commit(walk, receipt).stream()
            .flatMap(c -> Receipt.parse(shown(Receipt.ref(plan), c)).stream())
            .flatMap(r -> r.attempts().stream())
            .forEach(c -> attempts.putIfAbsent(c.key(), List.of(c)));
      }
    }
    return List.copyOf(attempts.values());
  }

  private static List<Claim> chain(RevWalk walk, String name, ObjectId tip) throws IOException {
    List<Claim> chain = new ArrayList<>();
    @Nullable RevCommit at = commit(walk, tip).orElse(null);
    while (at != null && chain.size() < LONGEST_CHAIN) {
      ClaimText.parse(shown(name, at)).ifPresent(c -> chain.addFirst(c));
      at = at.getParentCount() == 0 ? null : walk.parseCommit(at.getParent(0));
    }
    return chain;
  }

  // Anybody may have put anything there.
  private static Optional<RevCommit> commit(RevWalk walk, ObjectId id) throws IOException {
    try {
      return Optional.of(walk.parseCommit(id));
    } catch (IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  private static dev.setpoint.job.Ref shown(String name, RevCommit commit) {
    return new dev.setpoint.job.Ref(name, new CommitId(commit.name()), commit.getFullMessage());
  }
}
