package dev.setpoint.sandbox.web;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The body of a message. Not copied: whoever makes one gives its array away. */
public final class Bytes {
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] all;

  private Bytes(byte[] all) {
    this.all = all;
  }

  public static Bytes of(byte[] all) {
    return new Bytes(all);
  }

  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] array() {
    return all;
  }

  public int length() {
    return all.length;
  }

  public InputStream stream() {
    return new java.io.ByteArrayInputStream(all);
  }

  public String text() {
    return new String(all, StandardCharsets.UTF_8);
  }
}
