// Panel 2: the agent, the controller: asleep, or in one pass from reading to its exit.
import { h } from "../lib/dom.js";
import { count, marked, short } from "../lib/words.js";

const STAGES = [["read", "Read"], ["diff", "Diff"], ["act", "Act"], ["sync", "Sync"], ["exit", "Exit"]];

export function agentPanel(page) {
  const { agents, settings } = page.state;
  const passes = shown(page.state);
  const running = agents.passes.some((p) => p.state === "running");
  return h("section", { class: "panel", id: "agent", key: "agent", "aria-labelledby": "agent-h" },
    h("div", { class: "head" }, h("h2", { id: "agent-h" }, "Agent"), h("span", { class: "quiet" }, "controller")),
    h("div", { class: "row", key: "wake" },
      h("button", { class: `pulse ${running ? "busy" : "idle"}`, onclick: () => page.act("wake"), "aria-label": running ? "The agent is at work; wake it again" : "Wake the agent" },
        h("span", { "aria-hidden": "true" }, "◉")),
      h("div", null,
        h("strong", null, running ? "at work" : "idle"),
        h("div", { class: "quiet" }, running ? reasons(agents) : "It keeps nothing in mind. Click it, or let something happen."))),
    settings.pace === "step" && running ? h("button", { class: "first", key: "next", onclick: () => page.act("next") }, "Next moment") : null,
    h("div", { class: `lanes fill${running ? " following" : ""}`, key: "lanes" }, passes.length ? passes.map((pass) => lane(page, pass)) : h("p", { class: "quiet" },
      "A pass reads the plan and the jobs, computes the difference, acts on it, writes one commit, and exits.")),
    older(page),
    trouble(page));
}

function reasons(agents) {
  const current = agents.passes.find((p) => p.state === "running");
  const waiting = agents.waiting.length ? `; one more pass waits (${count(agents.waiting.length, "event")})` : "";
  return `woken by ${current ? current.reasons.join(", ") : "an event"}${waiting}`;
}

// The pass that was chosen, else those that run, else the last of each agent that came at the same time.
function shown(state) {
  const { passes } = state.agents;
  const chosen = passes.find((p) => p.number === state.shown);
  if (chosen) return [chosen];
  const running = passes.filter((p) => p.state === "running");
  if (running.length > 1) return [...running].reverse();
  const newest = running[0] ?? passes[0];
  if (!newest) return [];
  const partner = passes.find((p) => p.agent !== newest.agent && Math.abs(p.number - newest.number) === 1 && p.reasons[0] === newest.reasons[0]);
  return partner ? [newest, partner].sort((a, b) => a.agent.localeCompare(b.agent)) : [newest];
}

function lane(page, pass) {
  const last = pass.moments.at(-1)?.stage;
  return h("div", { class: "lane", key: `p${pass.number}` },
    h("div", { class: "row wrap quiet" }, h("strong", null, `Pass ${pass.number}`), `agent ${pass.agent} · ${pass.reasons.join(", ")}`,
      pass.state === "killed" ? h("span", { class: "badge failed" }, "killed") : pass.state === "done" ? h("span", { class: "badge" }, "exited") : null),
    h("ol", { class: "stages", "aria-label": "Stages of the pass" }, STAGES.map(([id, name]) => {
      const been = pass.moments.some((m) => m.stage === id);
      const now = pass.state === "running" && (last === id || (!last && id === "read"));
      const dead = pass.state === "killed" && last === id;
      return h("li", { class: dead ? "dead" : now ? "now" : been ? "been" : "", "aria-current": now ? "step" : null }, name);
    })),
    h("ol", { class: "moments" }, pass.moments.map((m, i) => h("li", { key: i, class: `m-${m.stage}` },
      h("span", { class: "stage" }, m.stage), h("div", null, marked(m.text), m.details.length ? h("ul", null, m.details.map((d) => h("li", null, short(d.replace(/^- /, ""), page.state.plan)))) : null))),
      pass.state === "killed" ? h("li", { key: "dead", class: "dead" }, h("span", { class: "stage" }, "✕"), h("div", null, "killed here: nothing more of it reaches git or GitHub")) : null),
    h("details", { class: "requests" },
      h("summary", null, `${count(pass.requests.length, "HTTP request")} it made`),
      h("ul", { class: "mono" }, pass.requests.map((r) => h("li", null, h("span", { class: "quiet" }, `${r.kind} ${r.status} `), r.what)))));
}

function older(page) {
  const { passes } = page.state.agents;
  if (passes.length < 2) return null;
  return h("label", { class: "field", key: "older" }, "Pass ",
    h("select", { value: String(page.state.shown ?? ""), onchange: (e) => page.change({ shown: e.target.value ? Number(e.target.value) : null }) },
      h("option", { value: "" }, "the newest"),
      passes.map((p) => h("option", { value: String(p.number), key: p.number }, `${p.number} · ${p.agent} · ${p.state}`))));
}

function trouble(page) {
  const { settings } = page.state;
  return h("fieldset", { class: "trouble", key: "trouble" },
    h("legend", null, "Make trouble"),
    h("label", { class: "field wide" }, "Crash the next pass ",
      h("select", { value: settings.armed, onchange: (e) => page.set("crash", "armed", e.target.value) },
        h("option", { value: "" }, "not at all"),
        settings.crashes.filter((c) => c.id !== "now").map((c) => h("option", { value: c.id, key: c.id }, c.where)))),
    h("div", { class: "row wrap" },
      h("button", { class: "danger", onclick: () => page.act("crash", { value: "now" }) }, "Crash now"),
      h("button", { onclick: () => page.act("five") }, "Five events at once"),
      h("button", { onclick: () => page.act("two") }, "Two agents at once"),
      h("button", { onclick: () => page.act("later") }, "20 minutes later")),
    h("div", { class: "row wrap" },
    h("label", { class: "check" }, h("input", { type: "checkbox", checked: settings.lags, onchange: (e) => page.set("lags", "lags", e.target.checked) }), "GitHub’s lists are a minute old"),
    h("label", { class: "check" }, h("input", { type: "checkbox", checked: settings.wakes, onchange: (e) => page.set("wakes", "wakes", e.target.checked) }), "Events wake the agent")));
}
