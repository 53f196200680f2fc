package dev.setpoint.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A plan's file parted into its status block and all the rest, without reading its Markdown: quick
 * enough for ten thousand versions of a file.
 *
 * @param around every byte outside the block: equal where only the block was rewritten
 * @param block what the block said; {@link BlockSeen#NONE} where there is none
 */
public record BlockCut(byte[] around, BlockSeen block) {
  /**
   * Parts a file that has one pair of markers, each alone on its line, or no marker at all.
   *
   * @return empty for any other file: only {@link PlanParser} can tell what it means
   */
  public static Optional<BlockCut> of(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int open = text.indexOf(BlockPlace.OPEN);
    int close = text.indexOf(BlockPlace.CLOSE);
    if (open < 0 && close < 0) {
      return Optional.of(new BlockCut(file, BlockSeen.NONE));
    }
    boolean pair =
        open >= 0
            && close > open
            && text.indexOf(BlockPlace.OPEN, open + 1) < 0
            && text.indexOf(BlockPlace.CLOSE, close + 1) < 0
            && startsLine(text, open)
            && startsLine(text, close)
            && endsLine(text, close + BlockPlace.CLOSE.length());
    if (!pair) {
      return Optional.empty();
    }
    int end = close + BlockPlace.CLOSE.length();
    byte[] around = Arrays.copyOf(file, file.length - (end - open));
    System.arraycopy(file, end, around, open, file.length - end);
    String block = new String(file, open, end - open, StandardCharsets.UTF_8);
    return Optional.of(new BlockCut(around, BlockText.read(block)));
  }

  private static boolean startsLine(String text, int at) {
    return at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
  }

  private static boolean endsLine(String text, int at) {
    return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }
}
