// The demo: what the server tells becomes the state, the state becomes the page; a click becomes a question to the server.
import { h, patch, soon } from "../lib/dom.js";
import { ask, listen } from "../lib/live.js";
import { agentPanel } from "./agent.js";
import { jobsPanel } from "./jobs.js";
import { logPanel, toldPanel } from "./log.js";
import { planPanel } from "./plan.js";
import { tourStrip, tourSeen } from "./tour.js";

const PARTS = ["settings", "plan", "jobs", "agents", "log", "told"];

const state = { link: "waiting", message: "", view: "steps", editing: false, tour: -1, shown: null, busy: "" };
const app = document.getElementById("app");
const live = document.getElementById("live");
let lastTold = 0;

/** What the panels may do. */
const page = {
  state,
  change(fields) {
    Object.assign(state, fields);
    render();
  },
  async act(what, body) {
    state.busy = what;
    render();
    const answer = await ask(`/demo/${what}`, body);
    state.busy = "";
    page.say(answer.message ?? "");
    return answer;
  },
  // Shown at once as it was set; what the server says of it comes soon.
  set(what, field, value) {
    state.settings = { ...state.settings, [field]: value };
    return page.act(what, { value });
  },
  say(message) {
    state.message = message;
    if (message) live.textContent = message;
    render();
  },
};

const render = soon(() => {
  if (!state.plan || !state.settings || !state.agents || !state.jobs || !state.log || !state.told) return;
  tourSeen(page);
  patch(app, [
    header(),
    state.message ? h("p", { class: "message", key: "message" }, state.message,
      h("button", { class: "plain", onclick: () => page.say("") }, "Dismiss")) : null,
    tourStrip(page),
    h("main", { key: "main" },
      h("div", { class: "panels" }, planPanel(page), agentPanel(page), jobsPanel(page)),
      h("div", { class: "records" }, toldPanel(page), logPanel(page))),
    footer(),
  ]);
  announce();
  // While a pass is at work, its newest moment is the one to see.
  for (const lanes of document.querySelectorAll(".lanes.following")) lanes.scrollTop = lanes.scrollHeight;
});

function header() {
  const { settings, link } = state;
  return h("header", { class: "top", key: "top" },
    h("h1", null, "Setpoint"),
    h("nav", { "aria-label": "Views" },
      h("a", { href: "/", "aria-current": "page" }, "Demo"),
      h("a", { href: "/compare.html" }, "Compare")),
    h("span", { class: `link ${link}`, role: "status" }, link === "open" ? "live" : link === "lost" ? "connection lost, trying again …" : "connecting …"),
    h("div", { class: "spread" }),
    h("label", { class: "field" }, "Pace ",
      h("select", { value: settings.pace, onchange: (e) => page.set("pace", "pace", e.target.value) },
        h("option", { value: "slow" }, "for eyes"), h("option", { value: "full" }, "full speed"), h("option", { value: "step" }, "step by step"))),
    h("button", { onclick: () => page.change({ tour: state.tour < 0 ? 0 : -1 }), "aria-pressed": String(state.tour >= 0) }, "Tour"),
    h("button", { onclick: reset }, "Reset"));
}

async function reset() {
  state.editing = false;
  state.shown = null;
  lastTold = 0;
  await page.act("reset");
}

function footer() {
  return h("footer", { key: "foot" },
    h("p", null, "Nothing here is acted: the passes are the real ones, over real HTTP to a stand-in for GitHub in this process, and the repository is a real one: ",
      h("code", null, `git clone ${state.settings.clone}`)));
}

// What is new is read out once, the rest can be found in its panel.
function announce() {
  const newest = state.told.lines[0];
  if (newest && newest.number > lastTold) {
    if (lastTold > 0) live.textContent = newest.text;
    lastTold = newest.number;
  }
}

listen("/demo/events", PARTS,
  (part, data) => {
    state[part] = data;
    render();
  },
  (link) => page.change({ link }));
