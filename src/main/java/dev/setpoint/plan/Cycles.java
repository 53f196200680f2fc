package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Finds where a graph leads back into itself. */
final class Cycles {
  private Cycles() {}

  /**
   * Tells of each cycle once, its nodes in the order of the edges. Walks without recursion, as
   * plans may be long.
   *
   * @param edges by the number of a node, the numbers of those that it leads to
   * @param found gets a view of the walk: it is to be read at once
   */
  static void each(List<int[]> edges, Consumer<List<Integer>> found) {
    BitSet met = new BitSet();
    BitSet onPath = new BitSet();
    int[] followed = new int[edges.size()];
    for (int root = 0; root < edges.size(); root++) {
      List<Integer> path = new ArrayList<>();
      if (!met.get(root)) {
        path.add(root);
        met.set(root);
        onPath.set(root);
      }
      while (!path.isEmpty()) {
        int at = path.getLast();
        if (followed[at] == edges.get(at).length) {
          onPath.clear(at);
          path.removeLast();
          continue;
        }
        int next = edges.get(at)[followed[at]];
        followed[at]++;
        if (onPath.get(next)) {
          found.accept(path.subList(path.indexOf(next), path.size()));
        } else if (!met.get(next)) {
          path.add(next);
          met.set(next);
          onPath.set(next);
        }
      }
    }
  }
}
