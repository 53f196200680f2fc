package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.edge.github.Stub;
import dev.setpoint.execute.Hands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What GitHub, or something in its place, may answer. In the table: what was asked, the status, the
 * headers, a blank line, the body ({@code GZIP n}: so many mebibytes of zeros, zipped).
 */
class AnswersTest {
  private static final String SECRET = "ghs_canary4711";
  private static final String ISSUE =
      """
      {"number": 7, "title": "T", "body": null, "user": {"login": "bot"}, "state": "open",\
       "assignees": [], "comments": 0, "created_at": "2026-03-01T09:00:00Z",\
       "updated_at": "2026-03-01T09:00:00Z", "html_url": "u"}\
      """;
  private static final String RUN =
      """
      {"id": 9, "run_attempt": 1, "event": "workflow_dispatch", "path": "p", "actor": null,\
       "status": "completed", "conclusion": "success", "created_at": "2026-03-01T09:00:00Z",\
       "updated_at": "2026-03-01T09:00:00Z", "html_url": "u"}\
      """;

  @TestFactory
  List<DynamicTest> redirectsAndLinks() {
    return Table.of("redirects-and-links").measured(AnswersTest::answered);
  }

  @TestFactory
  List<DynamicTest> answers() {
    return Table.of("answers").measured(AnswersTest::answered);
  }

  private static String answered(Table.Row row) throws Exception {
    try (Stub github = new Stub();
        Stub elsewhere = new Stub()) {
      String text = row.text();
      if (text.length() < 1000) {
        text =
            text.replace("HOME", github.url())
                .replace("ELSEWHERE", elsewhere.url())
                .replace("ISSUE", ISSUE)
                .replace("RUN", RUN);
      }
      int line = text.indexOf('\n');
      String call = text.substring(0, line);
      github.always(reply(text.substring(line + 1)));
      elsewhere.always(Stub.json(200, "[" + ISSUE + "]"));
      String answer =
          Cost.within(row.name(), () -> said(call, github))
              .replace(elsewhere.url(), "ELSEWHERE")
              .replace(github.url(), "HOME");
      assertThat(elsewhere.requests()).as("requests to another host").isEmpty();
      assertThat(answer).doesNotContain(SECRET);
      long posts = github.count("POST");
      assertThat(posts).as("creations sent").isLessThanOrEqualTo(1);
      int requests = github.requests().size();
      return answer + (requests > 2 ? "\n" + requests + " requests" : "");
    }
  }

  private static Stub.Reply reply(String text) throws IOException {
    int line = text.indexOf('\n');
    String status = text.substring(0, line);
    if (status.equals("close")) {
      return new Stub.Reply.Close();
    }
    if (status.equals("reset")) {
      return new Stub.Reply.Reset();
    }
    if (status.equals("raw")) {
      return new Stub.Reply.Raw(text.substring(line + 1).replace("\n", "\r\n"));
    }
    int blank = text.indexOf("\n\n", line);
    String headers =
        blank <= line ? "" : text.substring(line + 1, blank).replace("\n", "\r\n") + "\r\n";
    String body = text.substring((blank < 0 ? text.length() - 2 : blank) + 2).stripTrailing();
    return new Stub.Reply.Answer(Integer.parseInt(status), headers, bytes(body));
  }

  private static byte[] bytes(String body) throws IOException {
    if (!body.startsWith("GZIP ")) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    byte[] mebibyte = new byte[1024 * 1024];
    Arrays.fill(mebibyte, (byte) '0');
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      for (int i = Integer.parseInt(body.substring(5)); i > 0; i--) {
        out.write(mebibyte);
      }
    }
    return zipped.toByteArray();
  }

  private static String said(String call, Stub github) {
    GitHubSession session =
        GitHubSession.open(GitHubOptions.of(github.url(), "shop/app", Token.of(SECRET)));
    try {
      return switch (call) {
        case "issue" -> String.valueOf(session.jobs().issue(7));
        case "open issues" ->
            session.jobs().openIssues("setpoint").stream()
                .map(i -> "#" + i.number())
                .collect(Collectors.joining(" ", "issues ", ""));
        case "run" -> String.valueOf(session.jobs().run(9));
        case "dispatches" ->
            session.jobs().dispatchesSince(Instant.parse("2026-03-01T09:00:00Z")).size() + " runs";
        case "comments" -> session.jobs().comments(7).size() + " comments";
        case "may write" -> "may write: " + session.jobs().mayWrite("alice");
        case "login" -> session.jobs().botLogin();
        case "create an issue" -> told(session.hands().createIssue("T", "B", List.of(), List.of()));
        case "dispatch" -> told(session.hands().dispatch("go.yml", "main", Map.of()));
        case "edit" -> {
          session.hands().editIssue(7, "T", "B");
          yield "edited";
        }
        default -> throw new IllegalArgumentException(call);
      };
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String told(Hands.Created created) {
    return switch (created) {
      case Hands.Created.Made m -> "made " + m.job() + ", dropped " + m.dropped();
      case Hands.Created.Refused r -> "refused: " + r.reason();
      case Hands.Created.Limited l -> "limited for " + l.retryAfter();
      case Hands.Created.Unclear u -> "unclear: " + u.reason();
    };
  }
}
