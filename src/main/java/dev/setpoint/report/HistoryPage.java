package dev.setpoint.report;

import dev.setpoint.history.Event;
import dev.setpoint.history.History;
import dev.setpoint.history.Spell;
import dev.setpoint.history.StepStory;
import java.time.Duration;
import java.time.Instant;

/**
 * A plan's past as one page: a bar for each step with waiting and working time apart, then every
 * event. It loads nothing and runs no script.
 */
public final class HistoryPage {
  private static final int WIDE = 640;
  private static final int ROW = 22;
  private static final int TICKS = 5;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{title} – history</title>
      <style>
      :root{color-scheme:light dark;--fg:#1f2328;--dim:#59636e;--bg:#fff;--line:#d1d9e0;--wait:#d8b45c;--run:#0969da;--man:#8250df;--bad:#cf222e;--ok:#1a7f37}
      @media(prefers-color-scheme:dark){:root{--fg:#f0f6fc;--dim:#9198a1;--bg:#0d1117;--line:#3d444d;--wait:#8a6d1f;--run:#4493f8;--man:#ab7df8;--bad:#f85149;--ok:#3fb950}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}.dim{color:var(--dim)}.scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
      td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.t{white-space:nowrap;color:var(--dim);font-variant-numeric:tabular-nums}
      svg{display:block}.wait{fill:var(--wait)}.run{fill:var(--run)}.man{fill:var(--man)}.bad{fill:var(--bad)}
      .tick{stroke:var(--line)}svg text{font:11px system-ui,sans-serif;fill:var(--dim)}
      .key span{margin-right:1.2rem;white-space:nowrap}.key i{display:inline-block;width:1.6em;margin-right:.4em;vertical-align:middle}
      @media(max-width:760px){body{margin:1rem auto}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,td{display:block}
      tr{padding:.4rem 0;border-bottom:1px solid var(--line)}td,td.n{border:0;padding:0;text-align:left;overflow-wrap:anywhere}.spans td.n{display:inline-block;margin-right:1.2rem;color:var(--dim)}
      td.n::before{content:"waited "}td.n+td.n::before{content:"worked "}.spans td:first-child{font-weight:600}svg{width:100%}}
      .key i.wait{background:var(--wait);height:.35em}.key i.run{background:var(--run);height:.9em}.key i.man{background:var(--man);height:.9em}.key i.bad{background:var(--bad);height:.35em}
      </style>
      </head>
      <body>
      """;

  private final History history;
  private final StringBuilder out = new StringBuilder();

  private HistoryPage(History history) {
    this.history = history;
  }

  /** The page; text of strangers in it is nothing but text. */
  public static String of(History history) {
    return new HistoryPage(history).page();
  }

  private String page() {
    out.append(HEAD.replace("{title}", Markup.text(history.title())));
    line("<h1>" + Markup.text(history.title()) + "</h1>");
    line(
        "<p class=\"dim\">%s · %s · %d commits, %s to %s UTC</p>"
            .formatted(
                Markup.text(history.path().value()) + (history.gone() ? " (removed)" : ""),
                history.lifecycle().word(),
                history.commits(),
                Spans.minute(history.from()),
                Spans.minute(history.until())));
    HistoryText.caveats(history)
        .lines()
        .forEach(l -> line("<p class=\"dim\">" + Markup.text(l) + "</p>"));
    steps();
    events();
    line("</body>\n</html>");
    return out.toString();
  }

  private void steps() {
    if (history.steps().isEmpty()) {
      line("<p>No step has had a status yet.</p>");
      return;
    }
    line("<h2>Steps</h2>");
    line(
        "<p class=\"key\"><span><i class=\"wait\"></i>waiting (thin)</span><span><i"
            + " class=\"run\"></i>a run works</span><span><i class=\"man\"></i>a person"
            + " works</span><span><i class=\"bad\"></i>stands still: failed or cancelled"
            + " (thin)</span></p>");
    line(
        "<div class=\"scroll\"><table class=\"spans\"><thead><tr><th>Step</th><th>Status</th><th"
            + " class=\"n\">Waited</th><th class=\"n\">Worked</th><th>"
            + axis()
            + "</th></tr></thead><tbody>");
    history.steps().forEach(this::step);
    line("</tbody></table></div>");
  }

  private String axis() {
    StringBuilder svg = new StringBuilder(svg(16, "Time from left to right"));
    for (int i = 0; i < TICKS; i++) {
      Instant at = history.from().plus(length().multipliedBy(i).dividedBy(TICKS));
      svg.append("<text x=\"%s\" y=\"12\">%s</text>".formatted(x(at), Spans.tick(at, length())));
    }
    return svg.append("</svg>").toString();
  }

  private static String svg(int tall, String label) {
    return "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
        .formatted(WIDE, tall, WIDE, tall, Markup.text(label));
  }

  private void step(StepStory step) {
    StringBuilder bars =
        new StringBuilder(
            svg(
                ROW,
                "%s waited %s and worked %s"
                    .formatted(
                        step.title(), Spans.length(step.waited()), Spans.length(step.worked()))));
    for (int i = 1; i < TICKS; i++) {
      double x = x(history.from().plus(length().multipliedBy(i).dividedBy(TICKS)));
      bars.append("<path class=\"tick\" d=\"M%s 0V%d\"/>".formatted(x, ROW));
    }
    for (Spell spell : step.spells()) {
      bar(spell, bars);
    }
    line(
        "<tr><td>%s</td><td>%s %s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</svg></td></tr>"
            .formatted(
                Markup.text(step.title()),
                step.status().sign(),
                step.gone()
                    ? "no longer in the plan"
                    : Markup.text(HistoryText.words(step.words())),
                Spans.length(step.waited()),
                Spans.length(step.worked()),
                bars));
  }

  private void bar(Spell spell, StringBuilder bars) {
    String kind =
        switch (spell.status()) {
          case WAITING -> "wait";
          case READY -> "wait";
          case RUNNING -> "run";
          case NEEDS_PERSON -> "man";
          case FAILED -> "bad";
          case CANCELLED -> "bad";
          case DONE -> "";
          case SKIPPED -> "";
        };
    if (!kind.isEmpty()) {
      boolean thick = spell.isWork();
      double from = x(spell.from());
      bars.append(
          "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s for %s, from %s to %s</title></rect>"
              .formatted(
                  kind,
                  from,
                  thick ? 3 : 9,
                  tenth(Math.max(1.5, x(spell.to()) - from)),
                  thick ? ROW - 6 : 4,
                  TextReport.word(spell.status()),
                  Spans.length(spell.length()),
                  Spans.minute(spell.from()),
                  spell.open() ? "now" : Spans.minute(spell.to())));
    }
  }

  private void events() {
    line("<h2>What happened</h2>");
    line(
        "<div class=\"scroll\"><table><thead><tr><th>When (UTC)</th><th>What</th><th>Why, or"
            + " who</th></tr></thead><tbody>");
    for (Event event : history.events()) {
      switch (event) {
        case Event.Edited e ->
            row(e, "✎ " + Markup.text(e.words()), Markup.text(e.cause().sentence()));
        case Event.Transition t -> {
          if (!t.isBeginning()) {
            String what =
                "%s <b>%s</b>: %s"
                    .formatted(
                        t.after().sign(),
                        Markup.text(t.title()),
                        Markup.text(HistoryText.words(t.words())));
            row(t, what, Markup.text(HistoryText.why(t)));
          }
        }
      }
    }
    line("</tbody></table></div>");
  }

  private void row(Event event, String what, String why) {
    line(
        "<tr><td class=\"t\">%s</td><td>%s</td><td>%s <span class=\"dim\">%s</span></td></tr>"
            .formatted(Spans.minute(event.at()), what, why, event.commit().brief()));
  }

  private Duration length() {
    Duration length = Duration.between(history.from(), history.until());
    return length.isZero() ? Duration.ofSeconds(1) : length;
  }

  private double x(Instant at) {
    double part = (double) Duration.between(history.from(), at).toMillis() / length().toMillis();
    return tenth(Math.max(0, Math.min(1, part)) * WIDE);
  }

  // Printed as Java prints numbers, with a point in every language.
  private static double tenth(double number) {
    return Math.round(number * 10) / 10.0;
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
