// One plan in full: its steps with reasons, its graph, its problems, and its past.
import { h } from "../lib/dom.js";
import { graph } from "../lib/graph.js";
import { SIGNS, STATUS_WORDS, count, marked } from "../lib/words.js";
import { job, repositoryHead } from "./main.js";
import { pastPanel } from "./past.js";

const FIRST = { failed: 0, needs_person: 1, cancelled: 2 };

/** The page; `past` is what is known of the plan's past, all of it shown on a wish. */
export function planPage({ repository, plan, steps, problems }, past, showAll, onShowAll) {
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
      h("section", { class: "panel", "aria-labelledby": "graph-h" }, h("div", { class: "head" }, h("h2", { id: "graph-h" }, "Graph")), h("div", { class: "scroll graphs", tabindex: "0", role: "group", "aria-label": "Graph of the plan" }, graph(shown, `Graph of ${plan.title}`)))) : null,
    pastPanel(past, showAll, onShowAll),
  ];
}

function list(steps) {
  return h("ol", { class: "steps" }, steps.map((step) => h("li", { key: step.id, class: step.status },
    h("span", { class: "sign", "aria-hidden": "true" }, step.sign),
    h("div", null, h("div", { class: "row wrap" }, h("strong", null, step.title), h("span", { class: `badge ${step.status}` }, STATUS_WORDS[step.status] ?? step.status), job(step),
      step.flags.length ? h("span", { class: "badge warn" }, "⚠️ " + step.flags.join(", ")) : null),
      h("div", { class: "quiet" }, marked(step.why))))));
}
