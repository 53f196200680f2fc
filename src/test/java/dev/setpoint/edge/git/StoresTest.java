package dev.setpoint.edge.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server keeps between passes saves requests, and changes no answer. */
class StoresTest {
  private static final String CLAIM = "refs/setpoint/claims/p/s/1";

  /** To ask which versions are spoken, to list refs, to bring objects. */
  private static final int WHOLE = 3;

  private static final int LIST = 2;

  @TempDir Path directory;
  private Origin origin;
  private GitHttp http;
  private Instant now = Instant.parse("2026-03-01T09:00:00Z");
  private Stores stores = Stores.keeping(2, () -> now);

  @BeforeEach
  void open() throws IOException {
    origin = Origin.in(directory.resolve("shop/app.git"));
    http = GitHttp.over(directory);
    http.allowFilters();
    origin.commit("main", Map.of("plans/a.md", "# A"));
  }

  @AfterEach
  void close() {
    stores.close();
    http.close();
    origin.close();
  }

  private GitSession session(String repository) throws IOException {
    GitOptions options = GitOptions.of(http.url(repository), Token.of(GitHttp.TOKEN));
    return GitSession.open(options, stores);
  }

  private Tip look() throws IOException {
    try (GitSession session = session("shop/app.git")) {
      return session.plans().fetch();
    }
  }

  private int requestsOfALook() throws IOException {
    int before = http.requests().size();
    look();
    return http.requests().size() - before;
  }

  private static String text(Tip tip) {
    PlanFile plan = tip.plans().getFirst();
    return new String(plan.bytes(), UTF_8);
  }

  @Test
  void whatIsUnchangedIsListedOnly() throws IOException {
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
    assertThat(requestsOfALook()).isEqualTo(LIST);
    assertThat(text(look())).isEqualTo("# A");
  }

  @Test
  void whatChangedIsSeenByTheNextSession() throws IOException {
    look();
    origin.commit("main", Map.of("plans/a.md", "# A, edited"));
    assertThat(text(look())).isEqualTo("# A, edited");
    try (GitSession other = session("shop/app.git")) {
      other.plans().fetch();
      other.claims().push(List.of(RefChange.create(CLAIM, "one")));
    }
    assertThat(look().refs()).singleElement().matches(r -> r.message().equals("one"));
    assertThat(requestsOfALook()).as("its own claim need not be fetched").isEqualTo(LIST);
  }

  @Test
  void aBranchThatWasRewrittenIsReadAsItIsNow() throws IOException {
    look();
    String first = origin.tip("refs/heads/main").orElseThrow();
    origin.commit("main", Map.of("plans/a.md", "# A, edited"));
    look();
    origin.set("refs/heads/main", first);
    assertThat(text(look())).isEqualTo("# A");
  }

  @Test
  void twoSessionsAtOnceShareNothing() throws IOException {
    look();
    try (GitSession one = session("shop/app.git");
        GitSession other = session("shop/app.git")) {
      assertThat(text(one.plans().fetch())).isEqualTo("# A");
      assertThat(text(other.plans().fetch())).isEqualTo("# A");
    }
    assertThat(requestsOfALook()).isEqualTo(LIST);
  }

  @Test
  void afterTroubleItIsBegunAnew() throws IOException {
    look();
    http.fails(request -> GitHttp.reply(request, 500, "a bad day"));
    assertThatThrownBy(this::look).isInstanceOf(IOException.class);
    http.works();
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
    assertThat(requestsOfALook()).isEqualTo(LIST);
  }

  @Test
  void whatRestedForLongIsBegunAnew() throws IOException {
    look();
    now = now.plus(Duration.ofHours(7));
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
  }

  @Test
  void whatIsUsedAllTheTimeIsBegunAnewToo() throws IOException {
    look();
    for (int hour = 1; hour < 6; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(requestsOfALook()).isEqualTo(LIST);
    }
    now = now.plus(Duration.ofHours(1));
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
  }

  @Test
  void whatSomebodyTidiedAwayIsFetchedAgain() throws IOException {
    look();
    LocalObjects taken = stores.take(http.url("shop/app.git"));
    Path folder = taken.repository().getDirectory().toPath();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    stores.rest(http.url("shop/app.git"), taken);
    assertThat(text(look())).isEqualTo("# A");
    assertThat(requestsOfALook()).isEqualTo(LIST);
  }

  @Test
  void whatTakesTooMuchRoomIsNotKept() throws IOException {
    stores = Stores.keeping(2, 100, () -> now);
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
  }

  @Test
  void onlyTheOnesUsedLastAreKept() throws IOException {
    look();
    for (String name : List.of("shop/b.git", "shop/c.git")) {
      try (Origin other = Origin.in(directory.resolve(name))) {
        other.commit("main", Map.of("plans/a.md", "# Another"));
        try (GitSession session = session(name)) {
          session.plans().fetch();
        }
      }
    }
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
  }

  @Test
  void manyChangesWearAStoreOut() throws IOException {
    for (int i = 0; i < 60; i++) {
      origin.commit("main", Map.of("plans/a.md", "# A, version " + i));
      assertThat(text(look())).isEqualTo("# A, version " + i);
    }
    assertThat(requestsOfALook()).isEqualTo(LIST);
  }

  @Test
  void whatWasMadeHereIsBoundedToo() throws IOException {
    look();
    for (int i = 1; i <= 3; i++) {
      assertThat(requestsOfALook()).isEqualTo(LIST);
      try (GitSession session = session("shop/app.git")) {
        session.plans().fetch();
        String message = "x".repeat(400_000);
        session.claims().push(List.of(RefChange.create(CLAIM + i, message)));
      }
    }
    assertThat(requestsOfALook()).isEqualTo(WHOLE);
  }

  @Test
  void aChangeOnTopOfWhatWasMadeHereIsSeen() throws IOException {
    look();
    try (GitSession session = session("shop/app.git")) {
      Tip tip = session.plans().fetch();
      Map<PlanPath, byte[]> edit = Map.of(new PlanPath("plans/a.md"), "# A, ours".getBytes(UTF_8));
      session.planBranch().push(tip.commit(), edit, "Ours", List.of());
    }
    assertThat(requestsOfALook()).as("its own commit need not be fetched").isEqualTo(LIST);
    assertThat(text(look())).isEqualTo("# A, ours");
    origin.commit("main", Map.of("plans/a.md", "# A, theirs"));
    assertThat(text(look())).isEqualTo("# A, theirs");
  }

  @Test
  void nothingIsLeftWhenTheProcessEnds() throws IOException {
    Stores none = Stores.keeping(2, () -> now);
    GitOptions options = GitOptions.of(origin.url(), Token.NONE);
    Path folder;
    try (GitSession session = GitSession.open(options, none)) {
      session.plans().fetch();
      LocalObjects taken = none.take("another");
      folder = taken.repository().getDirectory().toPath();
      none.rest("another", taken);
    }
    assertThat(folder).isDirectory();
    none.close();
    assertThat(folder).doesNotExist();
  }
}
