// Panel 1: the plan, desired state.
import { h } from "../lib/dom.js";
import { graph } from "../lib/graph.js";
import { bar, tally } from "../lib/words.js";
import { editor } from "./editor.js";

export function planPanel(page) {
  const { plan } = page.state;
  return h("section", { class: "panel", id: "plan", key: "plan", "aria-labelledby": "plan-h" },
    h("div", { class: "head" }, h("h2", { id: "plan-h" }, "Plan"), h("span", { class: "quiet" }, "desired state")),
    page.state.editing ? editor(page) : standing(page, plan));
}

function standing(page, plan) {
  const far = { done: plan.done, skipped: plan.skipped, steps: plan.steps.length };
  return [
    h("div", { class: "row wrap", key: "title" },
      h("strong", { class: "title" }, plan.title),
      h("span", { class: `badge ${plan.finished ? "done" : plan.status}` }, plan.finished ? "done" : plan.status),
      plan.edited ? h("span", { class: "badge edited" }, "EDITED") : null),
    h("p", { class: "quiet", key: "path" }, h("code", null, plan.path), " · ", plan.edited ? "changed since a pass last read it" : tally(far)),
    bar(far, "bar"),
    h("div", { class: "row wrap", key: "acts" }, acts(page, plan)),
    h("div", { class: "tabs", key: "tabs", role: "group", "aria-label": "How the plan is shown" },
      tab(page, "steps", "Steps"), tab(page, "graph", "Graph"), tab(page, "text", "Markdown")),
    plan.problems.length ? h("ul", { class: "problems", key: "problems" }, plan.problems.map((p) => h("li", null, p))) : null,
    h("div", { class: "fill", key: page.state.view }, view(page, plan)),
  ];
}

function acts(page, plan) {
  const to = (value, label, kind) => h("button", { class: kind ?? "", onclick: () => page.act("status", { value }) }, label);
  return [
    plan.status !== "approved" ? to("approved", plan.status === "paused" ? "Resume" : "Approve", "first") : to("paused", "Pause"),
    plan.status !== "cancelled" && plan.status !== "draft" ? to("cancelled", "Cancel") : null,
    h("button", { onclick: () => page.change({ editing: true }) }, "Edit"),
  ];
}

function tab(page, id, label) {
  return h("button", { class: "tab", "aria-pressed": String(page.state.view === id), onclick: () => page.change({ view: id }) }, label);
}

function view(page, plan) {
  if (page.state.view === "graph") return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Graph of the plan" }, graph(plan.steps, `Graph of ${plan.title}`));
  if (page.state.view === "text") return h("pre", { class: "text scroll", tabindex: "0", "aria-label": "The plan as it stands in git" }, plan.text);
  return h("ol", { class: "steps" }, plan.steps.map((step) => h("li", { key: step.id, class: step.status },
    h("span", { class: "sign", "aria-hidden": "true" }, step.sign),
    h("div", null,
      h("div", { class: "row wrap" }, h("strong", null, step.title),
        step.kind !== "person" ? h("code", { class: "quiet" }, step.kind) : null,
        step.job ? h("span", { class: "job" }, step.job) : null,
        step.flags.length ? h("span", { class: "badge warn" }, "⚠️ " + step.flags.join(", ")) : null),
      h("div", { class: "quiet" }, step.words)))));
}
