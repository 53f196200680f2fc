package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void everyKeyIsRead() {
    Settings.Read read =
        Settings.parse(
            bytes(
                """
                # ours
                plans: ["docs/{a,b}/*.md", plans/*.md]
                branch: plans
                label: bot
                owners: @alice, bob
                max-open-jobs: 7
                retries: 0
                """));
    assertThat(read.problems()).isEmpty();
    assertThat(read.settings())
        .isEqualTo(
            new Settings(
                List.of("docs/{a,b}/*.md", "plans/*.md"),
                Optional.of("plans"),
                "bot",
                List.of("alice", "bob"),
                Optional.of(7),
                Optional.of(0)));
  }

  @Test
  void anEmptyFileMeansTheDefaults() {
    assertThat(Settings.parse(new byte[0]).settings()).isEqualTo(Settings.NONE);
    assertThat(Settings.parse(bytes("# nothing\nlabel:\n")).settings()).isEqualTo(Settings.NONE);
    assertThat(Settings.parse(bytes("# nothing\nlabel:\n")).problems()).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    Settings.Read read = Settings.parse(bytes("label: [a]\nlabels: x\nretries: -1\n"));
    assertThat(Texting.words(read.problems()))
        .containsExactly(
            "1:8 `label` must be one value",
            "2:1 unknown setting `labels` (did you mean `label`?)",
            "3:10 `retries: -1` is not a whole number from 0 to 100 (the least is `retries: 0`)");
    assertThat(read.settings()).isEqualTo(Settings.NONE);
    assertThat(Settings.parse(new byte[] {'a', ':', (byte) 0xff}).problems()).hasSize(1);
  }
}
