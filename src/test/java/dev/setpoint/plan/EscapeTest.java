package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeTest {
  private static final String BREAK_ENTITY = "&#8203;";

  /** Stands for HTML that hides what follows; the text itself can never hold it. */
  private static final String HIDES = "\u202E";

  private static final Pattern POWER =
      Pattern.compile("(?<![A-Za-z0-9_])@[A-Za-z0-9]|#[0-9]|" + HIDES + "|(?i:gh-[0-9])");
  private static final Pattern MARKER =
      Pattern.compile("<!--\\s*/?\\s*setpoint", Pattern.CASE_INSENSITIVE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "ask @alice and @org/team § ask @&#8203;alice and @&#8203;org/team",
        "see #12, shop/app#12, GH-12 § see #&#8203;12, shop/app#&#8203;12, GH-&#8203;12",
        "fixes #12 § fixes #&#8203;12",
        "Closes: https://github.com/shop/app/issues/12 § C&#8203;loses:"
            + " https://github.com/shop/app/issues/12",
        "the fix (https://x.org) works § the f&#8203;ix (https://x.org) works",
        "<!-- setpoint:job key=x --> § &lt;!-- setpoint:job key=x --&gt;",
        "`@alice #12` § `@alice #12`",
        "`<!-- setpoint:job -->` § `<\u200B!-- setpoint:job -->`",
        "`<!-- other -->` § `<!-- other -->`",
        "| `a | @alice` | § | `a | @\u200Balice` |",
        "[x](https://medium.com/@alice#12) § [x](https://medium.com/%40alice#12)",
        "https://medium.com/@alice § https://medium.com/%40alice",
        "<bob@example.com> § <bob@example.com>",
        "http://@alice § http://@&#8203;alice",
        "&#64;alice &commat;bob &#x40;carol § &#64;&#8203;alice &commat;&#8203;bob"
            + " &#x40;&#8203;carol",
        "@&#97;lice #&#49;2 § @&#8203;&#97;lice #&#8203;&#49;2",
        "AT&T & co &amp; §  AT&T & co &amp;",
        "a \\@alice § a \\@&#8203;alice",
        "https://a.b/`x @alice` § https://a.b/`x @\u200Balice`",
        "<script>alert(1) § &lt;script>alert(1)",
        "<pre>x</pre> § <pre>x</pre>",
        "<pre>x § &lt;pre>x",
        "**bold** _it_ [a](b.md) - 50% § **bold** _it_ [a](b.md) - 50%",
        "abc\u202Ecba § abccba",
        "te\u200Bst @\u200Balice § test @&#8203;alice",
        "\uD83D\uDC69\u200D\uD83D\uDCBB § \uD83D\uDC69\u200D\uD83D\uDCBB",
      })
  void markdownKeepsItsLookAndLosesItsPower(String text, String escaped) {
    assertThat(Escape.markdown(text)).isEqualTo(escaped);
  }

  @Test
  void aFenceKeepsItsCharactersAndIsClosed() {
    assertThat(Escape.markdown("```sh\ncurl @file #12 ::x\n"))
        .isEqualTo("```sh\ncurl @file #12 ::x\n```");
    assertThat(Escape.markdown("~~~~\n<!-- /setpoint:x -->"))
        .isEqualTo("~~~~\n<\u200B!-- /setpoint:x -->\n~~~~");
  }

  @Test
  void indentedCodeIsBrokenInvisiblyBecauseAListBeforeItWouldMakeItProse() {
    assertThat(Escape.markdown("    @alice #1")).isEqualTo("    @\u200Balice #\u200B1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "Deploy to @prod § Deploy to @\u200Bprod",
        "Fix #12 and GH-7 § Fix #\u200B12 and GH-\u200B7",
        "std::vector and ::error::x § std::vector and ::error::x",
        "a <!-- b --> c § a <\u200B!-- b -\u200B-> c",
        "fixes https://github.com/a/b/issues/1 § f\u200Bixes https://github.com/a/b/issues/1",
        "plain `code` | pipe § plain `code` | pipe",
      })
  void aLineIsPlainTextThatOrdersNothing(String text, String escaped) {
    assertThat(Escape.line(text)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "use std::vector, a::b §use std::vector, a::b",
        "::error::x§:\u200B:error::x",
        " \u00A0\u3000::stop-commands::x§\u00A0\u3000:\u200B:stop-commands::x",
        "\u200B::add-mask::x§:\u200B:add-mask::x",
        "\u0085::add-mask::x§:\u200B:add-mask::x",
        "a ##[group]x§a #\u200B#[group]x",
        "@alice #12§@alice #12",
      })
  void aLineOfALogGivesTheRunnerNoOrders(String text, String escaped) {
    assertThat(Escape.log(text)).isEqualTo(escaped.strip());
  }

  @Test
  void aLineIsOneLine() {
    assertThat(Escape.line("a\r\nb\tc\u0000d\u2028e\u0085f\u001b[31m"))
        .isEqualTo("a  b c d e f [31m");
  }

  @Test
  void noTextHoweverWrittenFormsAMarkerAMentionOrAReference() {
    String[] pieces = {
      "<!--",
      "-->",
      "<",
      "!",
      "--",
      ">",
      "setpoint",
      "/setpoint:status",
      " ",
      "\n",
      "\n\n",
      "`",
      "```",
      "~~~",
      "@",
      "a",
      "#",
      "1",
      "&#64;",
      "&shy;",
      "&#8203;",
      "\u200B",
      "\u202E",
      "|",
      "    ",
      "- ",
      "> ",
      "[",
      "](",
      ")",
      "https://a.b/",
      "\\",
      "*",
      "_",
      "<pre>",
      "<!",
      "?",
      "\t",
      "\r\n",
      "[x]: ",
      "GH-"
    };
    Random random = new Random(7);
    for (int n = 0; n < 6_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      check(text.toString());
    }
  }

  /** Escaped in either way it has no power, and nothing more is to be escaped. */
  static void check(String text) {
    String once = Escape.markdown(text);
    assertThat(MARKER.matcher(once).find()).as("%s -> %s", text, once).isFalse();
    assertThat(Escape.markdown(once)).as("twice: %s", text).isEqualTo(once);
    assertThat(shown(once)).as("%s -> %s", text, once).doesNotContainPattern(POWER);
    String line = Escape.line(text);
    assertThat(line).doesNotContain("<!--", "-->", "\n", "\r", "@a", "#1");
    assertThat(Escape.line(line)).isEqualTo(line);
  }

  /** The text a reader sees outside code and links, as GitHub's filters for mentions see it. */
  private static String shown(String markdown) {
    StringBuilder shown = new StringBuilder();
    Node node = Parser.builder().build().parse(markdown);
    while (node != null) {
      if (node instanceof Text text) {
        shown.append(text.getLiteral());
      } else if (node instanceof HtmlBlock html) {
        shown.append(html(html.getLiteral()));
      } else if (node instanceof HtmlInline html) {
        shown.append(html(html.getLiteral()));
      } else {
        shown.append(node instanceof Code ? "`" : "\n");
      }
      node = node instanceof Link ? Tree.after(node) : Tree.following(node);
    }
    // GitHub makes links of bare addresses, and looks for nothing in links.
    return shown.toString().replaceAll("https?://[^\\s<>\"@]+", "url");
  }

  private static String html(String literal) {
    return literal.replace(BREAK_ENTITY, "\u200B").replace("<!", HIDES);
  }
}
