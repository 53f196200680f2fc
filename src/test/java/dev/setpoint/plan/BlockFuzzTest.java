package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Files put together from pieces of plans, Markdown, markers and noise, by a seed: the parser never
 * throws, the block lands once, and every byte outside it stays. {@code -Dfuzz.rounds=N} goes on
 * for longer.
 */
class BlockFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "---\nstatus: approved\n---\n",
          "# T\n",
          "# T",
          "T\n===\n",
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          "Some text.\n",
          "## Steps\n\n",
          "## Steps: Group\n",
          "### A\n",
          "### B\n\n- needs: A\n",
          "- id: x\n",
          "- workflow: `a.yml`\n- with: a=1\n",
          "- [ ] box\n",
          "> quote\n",
          "> # T\n",
          "- item\n\n  # T\n",
          "```\n",
          "~~~\n",
          "    code\n",
          "<!-- setpoint:status plan=p -->\n",
          "<!-- /setpoint:status -->\n",
          "<!-- setpoint:status",
          "<!--\n",
          "-->\n",
          "<div>\n",
          "</div>\n",
          "<pre>\n",
          "| a | b |\n|-|-|\n",
          "[a]: b\n",
          "***\n",
          "\\\n",
          "\t",
          "  ",
          "\uFEFF",
          "\u200B",
          "é",
          "😀");

  private static final String OPEN = "<!-- setpoint:status";
  private static final String CLOSE = "<!-- /setpoint:status -->";
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3_000);

  @Test
  void nothingOutsideTheBlockIsEverChanged() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      check(file(new Random(seed)), "seed " + seed);
    }
  }

  private static byte[] file(Random random) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = random.nextInt(24); i >= 0; i--) {
      if (random.nextInt(30) == 0) {
        byte[] noise = new byte[1 + random.nextInt(4)];
        random.nextBytes(noise);
        file.writeBytes(noise);
      } else {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        int cut = random.nextInt(20) == 0 ? random.nextInt(piece.length() + 1) : piece.length();
        file.writeBytes(piece.substring(0, cut).getBytes(StandardCharsets.UTF_8));
      }
    }
    return file.toByteArray();
  }

  /** Reads the file, puts a block in, and looks at what became of the rest. */
  static void check(byte[] file, String what) {
    Plan plan = Texting.plan(Texting.parse(file));
    String block = StatusBlock.render(plan, List.of());
    byte[] once = StatusBlock.splice(file, block);
    byte[] twice = StatusBlock.splice(once, block);
    assertThat(twice).as("%s: spliced twice", what).isSameAs(once);
    if (!Arrays.equals(once, file)) {
      // Line ends may come with the block; all else stays, and only an old block goes.
      String written = flat(latin1(Texting.bytes(block)));
      String now = flat(latin1(once));
      String was = flat(latin1(file));
      int at = now.indexOf(written);
      assertThat(at).as("%s: the block is there", what).isNotNegative();
      String behind = now.substring(at + written.length());
      assertThat(was).as(what).startsWith(now.substring(0, at)).endsWith(behind);
      String gone = was.substring(at, was.length() - behind.length());
      assertThat(gone.isEmpty() || (gone.startsWith(OPEN) && gone.endsWith(CLOSE)))
          .as("%s: what is gone: %s", what, gone)
          .isTrue();
    }
  }

  private static String flat(String text) {
    return text.replace("\r", "").replace("\n", "");
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
