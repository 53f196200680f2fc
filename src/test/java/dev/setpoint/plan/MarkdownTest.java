package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  private static final PlanPath PATH = new PlanPath("plans/db/upgrade.md");
  private static final String BASE = "https://github.com/shop/app/blob/main/";

  private static String absolute(String description, String document) {
    return Markdown.absolute(description, document, PATH, BASE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "[a](b.md) = [a](https://github.com/shop/app/blob/main/plans/db/b.md)",
        "[a](../../docs/b.md#x) = [a](https://github.com/shop/app/blob/main/docs/b.md#x)",
        "[a](/docs/b.md 'title') = [a](https://github.com/shop/app/blob/main/docs/b.md 'title')",
        "[a](#steps) = [a](https://github.com/shop/app/blob/main/plans/db/upgrade.md#steps)",
        "[a](<b c.md>) = [a](<https://github.com/shop/app/blob/main/plans/db/b%20c.md>)",
        "[a](b_(c).md) = [a](https://github.com/shop/app/blob/main/plans/db/b_%28c%29.md)",
        "[a](../../../../etc) = [a](https://github.com/shop/app/blob/main/etc)",
        "![**a**](b.png) = ![**a**](https://github.com/shop/app/raw/main/plans/db/b.png)",
        "[![a](b.png)](c.md) = [![a](https://github.com/shop/app/raw/main/plans/db/b.png)]"
            + "(https://github.com/shop/app/blob/main/plans/db/c.md)",
        "![](b.png) = ![](https://github.com/shop/app/raw/main/plans/db/b.png)",
        "[a](https://x.org/b) [c](mailto:d@e.f) [g](//h.i) = [a](https://x.org/b) [c](mailto:d@e.f) [g](//h.i)",
        "`[a](b.md)` \\[a](b.md) = `[a](b.md)` \\[a](b.md)",
      })
  void linksLeadToTheSamePlaceFromAnywhere(String text, String absolute) {
    assertThat(absolute(text, text)).isEqualTo(absolute);
  }

  @Test
  void htmlLinksAndImagesAreMeantToo() {
    assertThat(absolute("<img src=\"a.png\" width=9> <a href='b.md'>b</a>", ""))
        .isEqualTo(
            "<img src=\"https://github.com/shop/app/raw/main/plans/db/a.png\" width=9>"
                + " <a href='https://github.com/shop/app/blob/main/plans/db/b.md'>b</a>");
  }

  @Test
  void usedDefinitionsComeAlongAndUnusedOnesStay() {
    String description = "See [the book][run-book] and [Other], ![pic].\n\n[other]: other.md";
    String document =
        "---\nstatus: draft\n---\n# T\n\n"
            + description
            + "\n\n[Run-Book]: ../book.md \"The \\\"book\\\"\"\n[unused]: x.md\n[pic]: https://x.org/p.png\n";
    assertThat(absolute(description, document))
        .isEqualTo(
            """
            See [the book][run-book] and [Other], ![pic].

            [other]: https://github.com/shop/app/blob/main/plans/db/other.md

            [Run-Book]: https://github.com/shop/app/blob/main/plans/book.md "The \\"book\\""
            [pic]: https://x.org/p.png""");
  }

  @Test
  void definitionsAreNotAppendedIntoAnOpenFence() {
    assertThat(absolute("[a]\n\n```\ncode", "[a]: b.md\n\n[a]\n\n```\ncode"))
        .isEqualTo(
            "[a]\n\n```\ncode\n```\n\n[a]: https://github.com/shop/app/blob/main/plans/db/b.md");
  }
}
