// A plan's past as the server tells it: each step's waiting and working time apart, and what happened, newest first.
import { h } from "../lib/dom.js";
import { SIGNS, STATUS_WORDS, count, marked, span } from "../lib/words.js";

const BARS = { waiting: "wait", ready: "wait", failed: "bad", cancelled: "bad", running: "run", needs_person: "man" };
const TALL = { run: 14, man: 14, wait: 4, bad: 4 };
const ROW = 20;
const TICKS = 4;
const FIRST_EVENTS = 30;
const DAY = 86_400_000;

/** The panel; `known` is what data has of it: a document, a trouble, or neither yet. */
export function pastPanel(known, showAll, onShowAll) {
  return h("section", { class: "panel past", key: "past", "aria-labelledby": "past-h" },
    h("div", { class: "head" }, h("h2", { id: "past-h" }, "Timeline"), known?.past ? h("span", { class: "quiet" }, `${count(known.past.commits, "commit")} since ${moment(known.past.from)}`) : null),
    known?.past ? told(known.past, showAll, onShowAll) : h("p", { class: "quiet", role: "status" }, known?.trouble || "Its history is being read …"));
}

function told(past, showAll, onShowAll) {
  // What is open goes on until now; the server reads git only when something has happened.
  const now = Math.max(Date.now(), Date.parse(past.until));
  const from = Date.parse(past.from);
  const place = (instant) => 100 * Math.min(1, Math.max(0, (instant - from) / Math.max(1, now - from)));
  const ends = (spell) => (spell.open ? now : Date.parse(spell.to));
  const ticks = Array.from({ length: TICKS }, (_, i) => from + ((now - from) * i) / TICKS);
  return [
    past.shallow ? h("p", { class: "quiet" }, "What came before the last 2,000 commits is not shown.") : null,
    past.steps.length === 0 ? h("p", { class: "quiet" }, "No step has had a status yet.") : [
      h("p", { class: "key quiet" }, [["wait", "waiting"], ["run", "a run works"], ["man", "a person’s turn"], ["bad", "stands still: failed or cancelled"]].map(([kind, words]) => h("span", null, h("i", { class: kind }), words))),
      h("table", { class: "spans" },
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Step"),
          h("th", { scope: "col", class: "line" }, h("span", { class: "unseen" }, "Time from left to right"), h("div", { class: "ticks", "aria-hidden": "true" }, ticks.map((t) => h("span", null, tick(t, now - from))))),
          h("th", { scope: "col", class: "n" }, "Waited"), h("th", { scope: "col", class: "n" }, "Worked"))),
        h("tbody", null, past.steps.map((step) => row(step, place, ends)))),
    ],
    events(past, showAll, onShowAll),
  ];
}

function row(step, place, ends) {
  const sum = (kinds) => step.spells.filter((s) => kinds.includes(BARS[s.status])).reduce((all, s) => all + ends(s) - Date.parse(s.from), 0) / 1000;
  const [waited, worked] = [sum(["wait", "bad"]), sum(["run", "man"])];
  return h("tr", { key: step.id, class: step.removed ? "gone" : "" },
    h("th", { scope: "row" }, h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[step.status] ?? "❔"), " ", step.title, step.removed ? h("span", { class: "quiet" }, " (no longer in the plan)") : null),
    h("td", { class: "line" }, h("svg", { class: "bars", width: "100%", height: ROW, role: "img", "aria-label": `${step.title} waited ${span(waited)} and worked ${span(worked)}` },
      step.spells.filter((s) => BARS[s.status]).map((s) => bar(s, place, ends)))),
    h("td", { class: "n" }, span(waited)), h("td", { class: "n" }, span(worked)));
}

function bar(spell, place, ends) {
  const kind = BARS[spell.status];
  const x = place(Date.parse(spell.from));
  const wide = Math.max(0.4, place(ends(spell)) - x);
  return h("rect", { class: kind, x: `${Math.min(x, 99.6).toFixed(2)}%`, y: (ROW - TALL[kind]) / 2, width: `${wide.toFixed(2)}%`, height: TALL[kind], rx: 1 },
    h("title", null, `${STATUS_WORDS[spell.status]} for ${span((ends(spell) - Date.parse(spell.from)) / 1000)}, from ${moment(spell.from)} to ${spell.open ? "now" : moment(spell.to)}`));
}

function events(past, showAll, onShowAll) {
  const happened = past.events.map((e, i) => ({ ...e, key: past.earlierEvents + i })).filter((e) => e.kind !== "transition" || e.before || !["waiting", "ready"].includes(e.after)).reverse();
  const shown = showAll ? happened : happened.slice(0, FIRST_EVENTS);
  return [
    h("h3", null, "What happened"),
    h("ol", { class: "told" }, shown.map((e) => h("li", { key: e.key },
      h("time", { class: "when quiet", datetime: e.at }, moment(e.at)),
      h("span", { "aria-hidden": "true" }, e.kind === "transition" ? SIGNS[e.after] ?? "❔" : "✎"),
      h("span", null, e.kind === "transition" ? [h("strong", null, e.title), ": ", marked(e.words)] : marked(e.words), h("span", { class: "quiet" }, " · ", marked(cause(e))))))),
    happened.length > shown.length ? h("button", { onclick: onShowAll }, `Show all ${happened.length}`) : null,
    past.earlierEvents > 0 && showAll ? h("p", { class: "quiet" }, `${count(past.earlierEvents, "earlier event")} left out: setpoint history ${past.path}`) : null,
  ];
}

const cause = (e) => (e.cause.kind === "edit" && e.cause.who ? `${e.cause.words} by ${e.cause.who}` : e.cause.words);

function moment(instant) {
  return new Date(instant).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

function tick(instant, length) {
  const at = new Date(instant);
  if (length > 4 * DAY) return at.toLocaleDateString([], { month: "short", day: "numeric" });
  return at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: length < 600_000 ? "2-digit" : undefined });
}
