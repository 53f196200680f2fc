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
import java.util.TreeMap;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

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

  LocalMemory(Repository repository) {
    this.repository = repository;
  }

  @Override
  public boolean any() throws IOException {
    return repository.getRefDatabase().hasRefs()
        && !(repository.getRefDatabase().getRefsByPrefix(ClaimKey.CLAIMS).isEmpty()
            && repository.getRefDatabase().getRefsByPrefix(Receipt.RECEIPTS).isEmpty());
  }

  @Override
  public List<List<Claim>> of(PlanId plan) throws IOException {
    TreeMap<ClaimKey, List<Claim>> attempts = new TreeMap<>();
    String own = ClaimKey.CLAIMS + Receipt.ref(plan).substring(Receipt.RECEIPTS.length()) + "/";
    try (RevWalk walk = new RevWalk(repository)) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(own)) {
        List<Claim> chain = chain(walk, ref);
        if (!chain.isEmpty() && chain.getLast().key().plan().equals(plan)) {
          attempts.put(chain.getLast().key(), chain);
        }
      }
      Ref receipt = repository.exactRef(Receipt.ref(plan));
      if (receipt != null && receipt.getObjectId() != null) {
        RevCommit tip = walk.parseCommit(receipt.getObjectId());
        Receipt.parse(shown(receipt.getName(), tip)).stream()
            .flatMap(r -> r.attempts().stream())
            .forEach(c -> attempts.putIfAbsent(c.key(), List.of(c)));
      }
    }
    return List.copyOf(attempts.values());
  }

  private static List<Claim> chain(RevWalk walk, Ref ref) throws IOException {
    List<Claim> chain = new ArrayList<>();
    RevCommit at = ref.getObjectId() == null ? null : walk.parseCommit(ref.getObjectId());
    while (at != null && chain.size() < LONGEST_CHAIN) {
      ClaimText.parse(shown(ref.getName(), at)).ifPresent(c -> chain.addFirst(c));
      at = at.getParentCount() == 0 ? null : walk.parseCommit(at.getParent(0));
    }
    return chain;
  }

  private static dev.setpoint.job.Ref shown(String name, RevCommit commit) {
    return new dev.setpoint.job.Ref(name, new CommitId(commit.name()), commit.getFullMessage());
  }
}
