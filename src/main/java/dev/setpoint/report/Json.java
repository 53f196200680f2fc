package dev.setpoint.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Writes one JSON document: version first, keys in the order they are added, equal values as equal
 * bytes.
 */
public final class Json {
  /** Grows only when a key disappears or changes its meaning; a new key is no new version. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** Something that writes keys and values. */
  @FunctionalInterface
  public interface Body {
    void write(Json json) throws IOException;
  }

  /** The document that the body fills, ended by a line feed. */
  public static String document(Body body) {
    return document(body, Integer.MAX_VALUE).orElseThrow();
  }

  /** The same, if it has at most so many characters; a longer one is not written to its end. */
  public static Optional<String> document(Body body, int most) {
    Bounded text = new Bounded(most);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      out.writeStartObject();
      out.writeNumberField("schemaVersion", SCHEMA_VERSION);
      body.write(new Json(out));
      out.writeEndObject();
    } catch (TooLong e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Optional.of(text + "\n");
  }

  private static final class TooLong extends IOException {}

  /** Memory up to a limit. */
  private static final class Bounded extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public void write(char[] from, int at, int count) throws IOException {
      if (count > most - text.length()) {
        throw new TooLong();
      }
      text.append(from, at, count);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }

  public Json put(String key, String value) throws IOException {
    out.writeStringField(key, value);
    return this;
  }

  /** The value, or {@code null}: the key is always there. */
  public Json put(String key, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      return put(key, value.get());
    }
    out.writeNullField(key);
    return this;
  }

  public Json put(String key, long value) throws IOException {
    out.writeNumberField(key, value);
    return this;
  }

  public Json put(String key, boolean value) throws IOException {
    out.writeBooleanField(key, value);
    return this;
  }

  public Json put(String key, Collection<String> words) throws IOException {
    out.writeArrayFieldStart(key);
    for (String word : words) {
      out.writeString(word);
    }
    out.writeEndArray();
    return this;
  }

  public Json object(String key, Body body) throws IOException {
    out.writeObjectFieldStart(key);
    body.write(this);
    out.writeEndObject();
    return this;
  }

  /** How one element of a list is written. */
  @FunctionalInterface
  public interface Each<T> {
    void write(Json json, T element) throws IOException;
  }

  public <T> Json list(String key, Collection<T> elements, Each<T> each) throws IOException {
    out.writeArrayFieldStart(key);
    for (T element : elements) {
      out.writeStartObject();
      each.write(this, element);
      out.writeEndObject();
    }
    out.writeEndArray();
    return this;
  }

  /** The problems of any document, each with file, line, column, message and hint. */
  public Json problems(List<Problem> problems) throws IOException {
    return list(
        "problems",
        problems,
        (json, p) -> json.finding(p.file().value(), p.line(), p.column(), p.message(), p.hint()));
  }

  /** What holds nothing back but deserves a look, in the form of problems. */
  public Json warnings(List<Notice> notices) throws IOException {
    return list(
        "warnings",
        notices,
        (json, n) -> json.finding(n.file().value(), n.line(), n.column(), n.message(), n.hint()));
  }

  private void finding(String file, int line, int column, String message, Optional<String> hint)
      throws IOException {
    put("file", file)
        .put("line", line)
        .put("column", column)
        .put("message", message)
        .put("hint", hint);
  }
}
