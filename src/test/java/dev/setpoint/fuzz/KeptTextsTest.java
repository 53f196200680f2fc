package dev.setpoint.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every build plays again what the fuzzer begins with and what it once found. */
class KeptTextsTest {
  @ParameterizedTest
  @EnumSource
  void whatWasFoundOnceIsReadRightly(Target target) throws Exception {
    for (Path text : target.texts()) {
      target.check(Files.readAllBytes(text));
    }
  }
}
