package dev.setpoint.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.edge.json.JsonText;
import dev.setpoint.edge.json.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @Test
  void aDocumentReadsAsItIsWritten() throws IOException {
    String text =
        "{\"a\":[1,-2.5,true,false,null,\"\\u00e9\\n\"],\"b\":{\"c\":9007199254740993},\"d\":[]}";
    assertThat(JsonText.read(text)).hasToString(text.replace("\\u00e9", "é"));
  }

  @Test
  void whatIsAbsentIsMissingAndWhatIsNullIsNull() throws IOException {
    JsonNode node = JsonText.read("{\"a\":null,\"n\":3,\"big\":123456789012345678901234567890}");
    assertThat(node.path("a").isNull()).isTrue();
    assertThat(node.path("a").isMissingNode()).isFalse();
    assertThat(node.path("b").path("c").isMissingNode()).isTrue();
    assertThat(node.path("b").isNull()).isFalse();
    assertThat(node.path("n").path("x").asText("none")).isEqualTo("none");
    assertThat(node.path("big").isIntegralNumber()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,",
        "1 2",
        "{}x",
        "nul",
        "[1,]",
        "'a'"
      })
  void whatIsNotOneWholeDocumentIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> JsonText.read(deep)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsSentIsEscaped() {
    ObjectNode node = new ObjectNode().put("a", "\"\\\u0000\u2028").put("n", 1).put("b", true);
    node.put("l", List.of("x", "y")).put("m", Map.of("k", "v"));
    assertThat(node)
        .hasToString(
            "{\"a\":\"\\\"\\\\\\u0000\u2028\",\"n\":1,\"b\":true,\"l\":[\"x\",\"y\"],\"m\":{\"k\":\"v\"}}");
  }
}
