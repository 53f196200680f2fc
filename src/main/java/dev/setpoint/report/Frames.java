package dev.setpoint.report;

import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames around the groups of a drawing: one for each group whose boxes stand together, so that
 * no frame holds a box that is not the group's.
 */
final class Frames {
  private static final int PAD = 9;

  /** How much of a frame stands above its topmost box: its name. */
  static final int HEAD = 24;

  private Frames() {}

  /** A group's name, and the rectangle around its boxes. */
  record Frame(String name, int x, int y, int width, int height) {
    private boolean holds(int left, int top, int wide, int tall) {
      return left < x + width && x < left + wide && top < y + height && y < top + tall;
    }
  }

  static boolean any(List<StepView> steps) {
    return steps.stream().anyMatch(s -> s.step().terms().group().isPresent());
  }

  /**
   * The frames, in the text's order.
   *
   * @param left where each step's box begins
   * @param top where each step's box begins
   */
  static List<Frame> of(List<StepView> steps, int[] left, int[] top, int wide, int tall) {
    Map<Group, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      steps
          .get(i)
          .step()
          .terms()
          .group()
          .ifPresent(g -> members.computeIfAbsent(g, k -> new ArrayList<>()).add(step));
    }
    List<Frame> frames = new ArrayList<>();
    members.forEach(
        (group, own) -> {
          int x = own.stream().mapToInt(i -> left[i]).min().orElse(0) - PAD;
          int y = own.stream().mapToInt(i -> top[i]).min().orElse(0) - HEAD;
          int right = own.stream().mapToInt(i -> left[i] + wide).max().orElse(0) + PAD;
          int bottom = own.stream().mapToInt(i -> top[i] + tall).max().orElse(0) + PAD;
          Frame frame = new Frame(group.name(), x, y, right - x, bottom - y);
          boolean alone = true;
          for (int i = 0; i < steps.size(); i++) {
            alone &= own.contains(i) || !frame.holds(left[i], top[i], wide, tall);
          }
          if (alone) {
            frames.add(frame);
          }
        });
    return frames;
  }
}
