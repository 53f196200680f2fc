package dev.setpoint.plan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes files strictly: a byte that is not UTF-8 is a problem, never a question mark. */
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes) throws CharacterCodingException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // The quick way leaves this in place of what it could not read; a file may hold it, too.
    return text.indexOf('\uFFFD') < 0 ? text : decoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Names the first place in the file that is not UTF-8. */
  static Problem problem(PlanPath file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    decoder().decode(in, out, true);
    SourceText valid = SourceText.of(out.flip().toString());
    int line = valid.lines();
    return new Problem(
        file,
        line,
        valid.column(line, valid.end(line) - valid.start(line)),
        "this is not UTF-8 text",
        Optional.of("save the file as UTF-8"));
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }
}
