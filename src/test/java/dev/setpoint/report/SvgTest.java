package dev.setpoint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.PlanView;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture of a plan: well-formed, complete, nothing on top of anything else. */
class SvgTest {
  @Test
  void everyStepHasABoxWithItsStatusInWords() throws Exception {
    PlanView plan = Sample.plan("Upgrade", List.of("Pack", "Drive", "Unpack", "Rest"));
    String svg = Svg.of(plan);
    Document picture = read(svg);
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(picture.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Upgrade");
    assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
        .contains("Pack: waiting.", "Drive: ready, needs pack.");
    assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
  }

  @Test
  void textOfStrangersIsNothingButText() throws Exception {
    String evil = "</title><script>alert(1)</script>&\"'\u0000\u202e]]>";
    Document picture = read(Svg.of(Sample.plan(evil, List.of(evil, "b"))));
    assertThat(picture.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void boxesOfFiftyStepsDoNotOverlap() throws Exception {
    List<String> titles = IntStream.rangeClosed(1, 50).mapToObj(i -> fan(i)).toList();
    String svg = Svg.of(Sample.plan("Fifty", titles));
    keep("fifty.svg", svg);
    NodeList boxes = read(svg).getElementsByTagName("rect");
    assertThat(boxes.getLength()).isEqualTo(50);
    Set<String> rows = new HashSet<>();
    for (int i = 0; i < boxes.getLength(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(overlap((Element) boxes.item(i), (Element) boxes.item(j))).isFalse();
      }
      rows.add(((Element) boxes.item(i)).getAttribute("y"));
    }
    assertThat(rows).hasSizeBetween(5, 49);
  }

  @Test
  void aGroupThatStandsTogetherHasAFrameWithItsName() throws Exception {
    String next = "Load\n\n## Steps: Roll out & <b>back</b>";
    String svg = Svg.of(Sample.plan("Grouped", List.of("Pack", next, "Drive", "Unload")));
    keep("groups.svg", svg);
    Document picture = read(svg);
    NodeList rects = picture.getElementsByTagName("rect");
    assertThat(rects.getLength()).isEqualTo(5);
    Element frame = (Element) rects.item(0);
    assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
        .startsWith("Roll out & ");
    List<Boolean> inside =
        IntStream.range(1, 5).mapToObj(i -> overlap(frame, (Element) rects.item(i))).toList();
    assertThat(inside).containsExactly(false, false, true, true);
    assertThat(number(frame, "y")).isNotNegative();

    String apart =
        Svg.of(
            Sample.plan(
                "Apart",
                List.of(
                    "Pack\n\n## Steps: One",
                    "Drive",
                    "Rest\n\n- needs: nothing",
                    "End\n\n- needs: drive, pack")));
    keep("apart.svg", apart);
    assertThat(read(apart).getDocumentElement().getAttribute("role")).isEqualTo("img");
  }

  @Test
  void aLayerIsBelowAllThatItNeeds() {
    List<Graph.Edge> edges =
        List.of(new Graph.Edge(0, 1), new Graph.Edge(1, 2), new Graph.Edge(0, 2));
    Layers layers = Layers.of(3, edges);
    assertThat(layers.paths().get(2)).as("the long edge has a lane of its own").hasSize(3);
    int[][] places = layers.places();
    assertThat(places[0][0]).isLessThan(places[1][0]);
    assertThat(places[1][0]).isLessThan(places[2][0]);
    assertThat(Layers.of(2, List.of(new Graph.Edge(0, 1), new Graph.Edge(1, 0))).layers())
        .as("a circle ends all the same")
        .isNotEmpty();
  }

  // Four phases side by side, now and then one that waits for all of them.
  private static String fan(int i) {
    int phase = (i - 1) / 10;
    String needs =
        i % 10 == 1
            ? (phase == 0 ? "nothing" : "step-%d, step-%d".formatted(i - 1, i - 2))
            : "step-" + (phase * 10 + 1 + (i % 10 == 0 ? 4 : (i % 10) / 4));
    return "Step %d\n\n- needs: %s".formatted(i, needs);
  }

  private static boolean overlap(Element a, Element b) {
    return number(a, "x") < number(b, "x") + number(b, "width")
        && number(b, "x") < number(a, "x") + number(a, "width")
        && number(a, "y") < number(b, "y") + number(b, "height")
        && number(b, "y") < number(a, "y") + number(a, "height");
  }

  private static int number(Element box, String name) {
    return Integer.parseInt(box.getAttribute(name));
  }

  private static Document read(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static void keep(String name, String text) throws Exception {
    Path directory = Path.of("target/pictures");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name), text);
  }
}
