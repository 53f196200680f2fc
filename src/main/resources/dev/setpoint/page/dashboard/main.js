// The dashboard: all repositories and plans, what needs a person first, one plan in full, live.
import { h, patch, soon } from "../lib/dom.js";
import { SIGNS, bar, count, marked } from "../lib/words.js";
import { Data } from "./data.js";
import { planPage } from "./plan.js";

const app = document.getElementById("app");
const live = document.getElementById("live");
const state = { link: "waiting", search: "", filter: "all", wholePast: "" };
const data = new Data(() => render());

const FILTERS = {
  all: ["all plans", () => true],
  open: ["not done yet", ({ plan }) => !plan.done],
  turns: ["needs a person", ({ plan }) => Boolean((plan.steps.needs_person ?? 0) + (plan.steps.failed ?? 0) + (plan.steps.cancelled ?? 0))],
  running: ["running", ({ plan }) => Boolean(plan.steps.running)],
  problems: ["problems", ({ problems, repository }) => problems.length > 0 || Boolean(repository.failure)],
  done: ["done", ({ plan }) => plan.done],
};

const render = soon(() => patch(app, [header(), h("main", { key: "main", class: "board" }, body())]));

function header() {
  const words = state.link === "open" ? "live" : state.link === "lost" ? "connection lost, trying again …" : "connecting …";
  return h("header", { class: "top", key: "top" }, h("h1", null, h("a", { href: "#", class: "home" }, "Setpoint")),
    h("span", { class: `link ${state.link}`, role: "status" }, words),
    h("span", { class: "quiet" }, data.queue.running ? `${count(data.queue.running, "pass", "passes")} running` : "no pass running", data.queue.waiting ? `, ${data.queue.waiting} waiting` : ""),
    h("div", { class: "spread" }), data.login ? h("span", { class: "quiet" }, `@${data.login}`) : null);
}

function body() {
  if (data.trouble) return h("p", { class: "message" }, data.trouble);
  if (!data.loaded) return h("p", { class: "quiet" }, "Loading …");
  const chosen = decodeURIComponent(location.hash.slice(1));
  const all = data.plans();
  const one = chosen ? all.find((p) => p.key === chosen) : null;
  if (one) return planPage(one, data.past(one), state.wholePast === one.key, () => change({ wholePast: one.key }));
  return [turnsPanel(), listPanel(all)];
}

function turnsPanel() {
  const turns = data.turns();
  return h("section", { class: "panel", id: "turns", key: "turns", "aria-labelledby": "turns-h" },
    h("div", { class: "head" }, h("h2", { id: "turns-h" }, "Needs you"), h("span", { class: "quiet" }, turns.length ? `${count(turns.length, "step")} wait for people` : "")),
    turns.length ? h("ul", { class: "turns" }, turns.slice(0, 100).map(({ repository, plan, step, key, mine }) => h("li", { key: `${key}/${step.id}`, class: mine ? "mine" : "" },
      h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[step.status]),
      h("div", null, h("div", { class: "row wrap" }, h("strong", null, step.title), mine ? h("span", { class: "badge needs_person" }, "you") : null, job(step)),
        h("div", { class: "quiet" }, marked(step.why)), h("div", { class: "quiet" }, h("a", { href: `#${encodeURIComponent(key)}` }, plan.title), ` · ${repository.name}`)))))
      : h("p", { class: "quiet" }, "Nothing waits for a person."));
}

/** A link to a step's job, where there is one and its address is one of the web. */
export function job(step) {
  if (!step.job) return null;
  return /^https?:\/\//.test(step.job.url) ? h("a", { href: step.job.url, rel: "noreferrer" }, step.job.id) : h("span", { class: "quiet" }, step.job.id);
}

function listPanel(all) {
  const wanted = state.search.trim().toLowerCase();
  const found = all.filter(FILTERS[state.filter][1]).filter((p) => !wanted || texts(p).some((t) => t.toLowerCase().includes(wanted)));
  const groups = new Map();
  for (const one of found) groups.set(one.repository.name, [...(groups.get(one.repository.name) ?? []), one]);
  const empty = [...data.repositories.values()].filter((r) => r.plans.length === 0);
  const failing = empty.filter((r) => r.failure && (state.filter === "all" || state.filter === "problems") && r.name.toLowerCase().includes(wanted));
  return h("section", { class: "panel", id: "all", key: "all", "aria-labelledby": "all-h" },
    h("div", { class: "head" }, h("h2", { id: "all-h" }, "Plans"), h("span", { class: "quiet" }, `${found.length} of ${all.length} in ${count(data.repositories.size, "repository", "repositories")}`)),
    h("div", { class: "row wrap" },
      h("label", { class: "field" }, "Search ", h("input", { type: "search", value: state.search, oninput: (e) => change({ search: e.target.value }) })),
      h("label", { class: "field" }, "Show ", h("select", { value: state.filter, onchange: (e) => change({ filter: e.target.value }) }, Object.entries(FILTERS).map(([id, [name]]) => h("option", { value: id }, name))))),
    [...groups].map(([name, plans]) => h("section", { class: "repository", key: name, "aria-label": name }, repositoryHead(plans[0].repository), h("ul", { class: "plans" }, plans.map(planRow)))),
    failing.map((r) => h("section", { class: "repository", key: r.name, "aria-label": r.name }, repositoryHead(r))),
    found.length + failing.length === 0 ? h("p", { class: "quiet" }, all.length ? "Nothing matches." : "No repository has a plan yet.") : null,
    empty.length > failing.length && !wanted && state.filter === "all" ? h("p", { class: "quiet" }, `Without plans: ${empty.filter((r) => !r.failure).map((r) => r.name).join(", ")}`) : null);
}

const texts = ({ repository, plan, steps }) => [repository.name, plan.title, plan.path, ...(steps ?? []).flatMap((s) => [s.title, s.id, ...s.people])];

export function repositoryHead(repository) {
  return h("div", { class: "row wrap" }, h("h3", null, repository.name),
    repository.state !== "idle" ? h("span", { class: "badge running" }, repository.state) : null,
    repository.failure ? h("span", { class: "badge failed" }, repository.failures > 1 ? `${repository.failures} passes failed` : "the last pass failed") : null,
    repository.problems ? h("span", { class: "badge warn" }, count(repository.problems, "problem")) : null,
    repository.failure ? h("span", { class: "quiet" }, marked(repository.failure)) : null);
}

function planRow({ plan, key }) {
  const total = plan.steps.total || 0;
  const far = { done: plan.steps.done ?? 0, skipped: plan.steps.skipped ?? 0, steps: total };
  const rest = Object.entries(SIGNS).filter(([status]) => status !== "done" && plan.steps[status]).map(([status, sign]) => `${sign} ${plan.steps[status]}`).join("  ");
  return h("li", { key },
    h("a", { href: `#${encodeURIComponent(key)}`, class: "title" }, plan.title),
    h("span", { class: `badge ${plan.done ? "done" : plan.status}` }, plan.done ? "done" : plan.status),
    bar(far),
    h("span", { class: "quiet" }, `${far.done} of ${total}`), h("span", { class: "quiet counts" }, rest));
}

function change(fields) {
  Object.assign(state, fields);
  render();
}

addEventListener("hashchange", () => {
  render();
  scrollTo(0, 0);
});

// The stream names what has changed; a hello says that nothing before it is known.
let source = null;
let delay = 500;
function connect() {
  source = new EventSource("/api/v1/events");
  source.addEventListener("hello", () => {
    delay = 500;
    change({ link: "open" });
    data.all();
  });
  source.addEventListener("repository", (event) => {
    const { name } = JSON.parse(event.data);
    data.one(name).then(() => {
      const repository = data.repositories.get(name);
      if (repository?.state === "idle") live.textContent = `${name} has changed.`;
    });
  });
  source.addEventListener("gone", (event) => data.gone(JSON.parse(event.data).name));
  source.onerror = () => {
    source.close();
    change({ link: "lost" });
    setTimeout(connect, delay);
    delay = Math.min(delay * 2, 8000);
  };
}

render();
data.all();
connect();
