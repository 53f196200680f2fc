// One plan in full: its steps with reasons, its graph, its problems, and when each step last changed.
import { h } from "../lib/dom.js";
import { graph } from "../lib/graph.js";
import { SIGNS, STATUS_WORDS, count, marked } from "../lib/words.js";
import { job, repositoryHead } from "./main.js";

const FIRST = { failed: 0, needs_person: 1, cancelled: 2 };

export function planPage({ repository, plan, steps, problems }) {
  const shown = (steps ?? []).map((s) => ({ ...s, sign: SIGNS[s.status] ?? "❔" }));
  const turns = shown.filter((s) => s.status in FIRST).sort((a, b) => FIRST[a.status] - FIRST[b.status]);
  return [
    h("p", { key: "back" }, h("a", { href: "#" }, "← All plans")),
    h("section", { class: "panel", key: "head", "aria-labelledby": "plan-h" },
      h("div", { class: "row wrap" }, h("h2", { id: "plan-h" }, plan.title), h("span", { class: `badge ${plan.done ? "done" : plan.status}` }, plan.done ? "done" : plan.status)),
      repositoryHead(repository), h("p", { class: "quiet" }, h("code", null, plan.path)),
      problems.length ? h("ul", { class: "problems" }, problems.map((p, i) => h("li", { key: i }, h("code", null, `${p.file}:${p.line}:${p.column}`), " ", marked(p.message), p.hint ? [" – ", marked(p.hint)] : null))) : null),
    !steps ? h("p", { class: "quiet", key: "none" }, "Its steps are being fetched, or no pass has read it yet.") : null,
    turns.length ? h("section", { class: "panel", key: "turns", "aria-labelledby": "turns-h" }, h("div", { class: "head" }, h("h2", { id: "turns-h" }, "Needs you")), list(turns)) : null,
    steps ? h("div", { class: "versus", key: "two" },
      h("section", { class: "panel", "aria-labelledby": "steps-h" }, h("div", { class: "head" }, h("h2", { id: "steps-h" }, "Steps"), h("span", { class: "quiet" }, count(shown.length, "step"))), list(shown)),
      h("div", null,
        h("section", { class: "panel", "aria-labelledby": "graph-h" }, h("div", { class: "head" }, h("h2", { id: "graph-h" }, "Graph")), h("div", { class: "scroll graphs", tabindex: "0", role: "group", "aria-label": "Graph of the plan" }, graph(shown, `Graph of ${plan.title}`))),
        timeline(shown))) : null,
  ];
}

function list(steps) {
  return h("ol", { class: "steps" }, steps.map((step) => h("li", { key: step.id, class: step.status },
    h("span", { class: "sign", "aria-hidden": "true" }, step.sign),
    h("div", null, h("div", { class: "row wrap" }, h("strong", null, step.title), h("span", { class: `badge ${step.status}` }, STATUS_WORDS[step.status] ?? step.status), job(step),
      step.flags.length ? h("span", { class: "badge warn" }, "⚠️ " + step.flags.join(", ")) : null),
      h("div", { class: "quiet" }, marked(step.why))))));
}

function timeline(steps) {
  const dated = steps.filter((s) => s.since).sort((a, b) => b.since.localeCompare(a.since));
  return h("section", { class: "panel", "aria-labelledby": "time-h" }, h("div", { class: "head" }, h("h2", { id: "time-h" }, "Latest changes")),
    dated.length ? h("ol", { class: "told" }, dated.map((s) => h("li", { key: s.id }, h("time", { class: "when quiet", datetime: s.since }, new Date(s.since).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })), h("span", { "aria-hidden": "true" }, s.sign), h("span", null, `${s.title}: ${STATUS_WORDS[s.status] ?? s.status}`)))) : h("p", { class: "quiet" }, "Nothing has happened yet."));
}
