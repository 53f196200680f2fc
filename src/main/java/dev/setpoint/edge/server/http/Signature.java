package dev.setpoint.edge.server.http;

import dev.setpoint.edge.Token;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's signature of a delivery: {@code X-Hub-Signature-256: sha256=<hex of HMAC-SHA256>} over
 * the raw bytes of the body.
 */
final class Signature {
  private static final String PREFIX = "sha256=";

  private final Token secret;

  Signature(Token secret) {
    this.secret = secret;
  }

  /** Whether the header signs these bytes; takes the same time wherever a wrong one differs. */
  boolean signs(byte[] body, @Nullable String header) {
    Optional<byte[]> given = given(header);
    byte[] right = hmac(body);
    return secret.isPresent() && given.isPresent() && MessageDigest.isEqual(right, given.get());
  }

  private static Optional<byte[]> given(@Nullable String header) {
    if (header == null || !header.matches("sha256=[0-9a-fA-F]{64}")) {
      return Optional.empty();
    }
    return Optional.of(HexFormat.of().parseHex(header.substring(PREFIX.length())));
  }

  private byte[] hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      String key = secret.isPresent() ? secret.reveal() : "-";
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
