package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GitHub App's private key: signs the short-lived tokens with which the App itself speaks.
 *
 * <p>https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
public final class AppKey {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  // AlgorithmIdentifier of rsaEncryption, between version 0 and the octets of the PKCS#1 key.
  private static final byte[] RSA_HEAD = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  /** Clocks differ: GitHub recommends a minute in the past, and allows ten in the future. */
  private static final Duration BEFORE = Duration.ofSeconds(60);

  private static final Duration LIFE = Duration.ofMinutes(9);

  private final String issuer;
  private final PrivateKey key;
  private final InstantSource clock;

  private AppKey(String issuer, PrivateKey key, InstantSource clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Reads a key as GitHub hands it out (PKCS#1) or as other tools convert it (PKCS#8).
   *
   * @param issuer the App's id or client id
   * @throws IllegalArgumentException in a sentence that quotes nothing of the text
   */
  public static AppKey read(String issuer, String pem, InstantSource clock) {
    Matcher m = PEM.matcher(pem);
    if (!m.find()) {
      throw new IllegalArgumentException(
          "the App's key is no PEM file: it starts with -----BEGIN RSA PRIVATE KEY----- or"
              + " -----BEGIN PRIVATE KEY-----");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(m.group(2));
      byte[] pkcs8 = m.group(1).startsWith("RSA") ? wrapped(der) : der;
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new AppKey(issuer, key, clock);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the App's key is a PEM file, but holds no RSA key");
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] octets = element(0x04, pkcs1);
    byte[] both = new byte[RSA_HEAD.length + octets.length];
    System.arraycopy(RSA_HEAD, 0, both, 0, RSA_HEAD.length);
    System.arraycopy(octets, 0, both, RSA_HEAD.length, octets.length);
    return element(0x30, both);
  }

  // One DER element: tag, length, content.
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    int length = content.length;
    if (length < 128) {
      out.write(length);
    } else {
      int bytes = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** A token of the App itself, signed anew each time it is revealed. */
  public Token token() {
    return Token.from(this::jwt);
  }

  private String jwt() {
    Instant now = clock.instant();
    String claims =
        Json.object()
            .put("iat", now.minus(BEFORE).getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .put("iss", issuer)
            .toString();
    String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with SHA256withRSA", e);
    }
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "key of the App " + issuer; // never the key
  }
}
