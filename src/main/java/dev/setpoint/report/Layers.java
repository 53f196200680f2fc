package dev.setpoint.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts a graph's nodes into layers, each below all that it needs, and orders every layer so that
 * few edges cross. An edge that spans several layers gets a place in each of them, so that it runs
 * beside the boxes and not through them.
 *
 * @param layers in each, from left to right, the nodes; numbers from {@code nodes} on are places of
 *     long edges
 * @param paths for each edge, the places it goes through, ends included
 */
record Layers(List<List<Integer>> layers, List<List<Integer>> paths) {
  private static final int SWEEPS = 8;

  /**
   * Lays out.
   *
   * @param edges between places below {@code nodes}; an edge that closes a circle is left out of
   *     the layering
   */
  static Layers of(int nodes, List<Graph.Edge> edges) {
    int[] layer = depths(nodes, edges);
    List<List<Integer>> layers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      while (layers.size() <= layer[i]) {
        layers.add(new ArrayList<>());
      }
      layers.get(layer[i]).add(i);
    }
    int next = nodes;
    List<List<Integer>> paths = new ArrayList<>();
    for (Graph.Edge edge : edges) {
      List<Integer> path = new ArrayList<>(List.of(edge.from()));
      for (int at = layer[edge.from()] + 1; at < layer[edge.to()]; at++) {
        layers.get(at).add(next);
        path.add(next++);
      }
      path.add(edge.to());
      paths.add(path);
    }
    order(layers, paths, next);
    return new Layers(layers, paths);
  }

  // The longest way down to a node; bounded, should the text hold a circle.
  private static int[] depths(int nodes, List<Graph.Edge> edges) {
    int[] depth = new int[nodes];
    boolean moved = true;
    for (int round = 0; moved && round < nodes; round++) {
      moved = false;
      for (Graph.Edge edge : edges) {
        if (depth[edge.to()] <= depth[edge.from()] && depth[edge.from()] + 1 < nodes) {
          depth[edge.to()] = depth[edge.from()] + 1;
          moved = true;
        }
      }
    }
    return depth;
  }

  private static void order(List<List<Integer>> layers, List<List<Integer>> paths, int places) {
    List<List<Integer>> above = lists(places);
    List<List<Integer>> below = lists(places);
    for (List<Integer> path : paths) {
      for (int i = 1; i < path.size(); i++) {
        below.get(path.get(i - 1)).add(path.get(i));
        above.get(path.get(i)).add(path.get(i - 1));
      }
    }
    double[] x = new double[places];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Integer> layer = layers.get(down ? i : layers.size() - 1 - i);
        List<List<Integer>> neighbours = down ? above : below;
        double[] wish = new double[places];
        for (int place = 0; place < layer.size(); place++) {
          int node = layer.get(place);
          wish[node] =
              neighbours.get(node).stream().mapToDouble(n -> x[n]).average().orElse(x[node]);
        }
        layer.sort(Comparator.comparingDouble(n -> wish[n]));
        for (int place = 0; place < layer.size(); place++) {
          // Relative to the middle: layers of different sizes are centred.
          x[layer.get(place)] = place - (layer.size() - 1) / 2.0;
        }
      }
    }
  }

  private static List<List<Integer>> lists(int size) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  /** How wide the widest layer is, in places. */
  int width() {
    return layers.stream().mapToInt(List::size).max().orElse(0);
  }

  /** The layer and the place in it of every number. */
  int[][] places() {
    int most = layers.stream().flatMap(List::stream).mapToInt(Integer::intValue).max().orElse(-1);
    int[][] places = new int[most + 1][];
    Arrays.setAll(places, i -> new int[2]);
    for (int l = 0; l < layers.size(); l++) {
      for (int p = 0; p < layers.get(l).size(); p++) {
        places[layers.get(l).get(p)] = new int[] {l, p};
      }
    }
    return places;
  }
}
