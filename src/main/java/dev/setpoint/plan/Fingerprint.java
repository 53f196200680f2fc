package dev.setpoint.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Short SHA-256 prints of text: equal text, equal print; used to notice edits and to keep names
 * apart.
 */
public final class Fingerprint {
  // A copy of it costs a fraction of what asking the platform for another costs.
  private static final MessageDigest SHA_256 = sha256();

  private Fingerprint() {}

  /** The first 16 hex digits of the SHA-256 of the parts, each ended by a zero byte. */
  public static String of(String... parts) {
    MessageDigest digest = fresh();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** The first 16 hex digits of the SHA-256 of exactly this text in UTF-8. */
  public static String exact(String text) {
    byte[] digest = fresh().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  private static MessageDigest fresh() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return sha256();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
