package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much there is of it; an input without an answer is none. */
class CountTest {
  @Test
  void thereAreAtLeastTwoHundredInputsInSixteenClasses() throws IOException {
    try (Stream<Path> files = Files.list(Table.ROOT)) {
      List<Table> tables =
          files.filter(f -> f.toString().endsWith(".txt")).sorted().map(Table::in).toList();
      List<Table.Row> rows = tables.stream().flatMap(t -> t.rows().stream()).toList();
      System.out.printf("%d hostile inputs in %d classes%n", rows.size(), tables.size());
      assertThat(tables).hasSizeGreaterThanOrEqualTo(16);
      assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
      assertThat(rows).allSatisfy(row -> assertThat(row.answer()).as(row.name()).isNotBlank());
    }
  }
}
