// The same stories on two engines, played from a recording of real runs.
import { h, patch, soon } from "./lib/dom.js";
import { read } from "./lib/live.js";
import { marked } from "./lib/words.js";

const app = document.getElementById("app");
const live = document.getElementById("live");
const state = { story: 0, scene: 0, recording: null, failed: "" };

const render = soon(() => patch(app, [header(), h("main", { key: "main" }, body())]));

function change(fields) {
  Object.assign(state, fields);
  const scene = state.recording?.stories[state.story].scenes[state.scene];
  if (scene) live.textContent = `${scene.title}. ${scene.what}`;
  render();
}

function header() {
  return h("header", { class: "top", key: "top" }, h("h1", null, "Setpoint"),
    h("nav", { "aria-label": "Views" }, h("a", { href: "/" }, "Demo"), h("a", { href: "/compare.html", "aria-current": "page" }, "Compare")));
}

function body() {
  if (state.failed) return h("p", { class: "message" }, state.failed);
  if (!state.recording) return h("p", { class: "quiet" }, "Loading the recording …");
  const story = state.recording.stories[state.story];
  const scene = story.scenes[state.scene];
  return [
    h("p", { class: "lead", key: "lead" }, "One story on two kinds of engine. Setpoint compares a plan in git with the jobs on GitHub, again and again. Temporal writes down every step of a program and replays it (Checkpoint/Replay). Everything below was recorded from real runs of both."),
    h("div", { class: "row wrap", key: "stories", role: "group", "aria-label": "Story" }, state.recording.stories.map((s, i) =>
      h("button", { key: s.id, "aria-pressed": String(i === state.story), onclick: () => change({ story: i, scene: 0 }) }, s.title))),
    h("section", { class: "scene", id: "stage", key: "scene", "aria-labelledby": "scene-h" },
      h("div", { class: "row wrap" },
        h("h2", { id: "scene-h" }, `${state.scene + 1} of ${story.scenes.length} · ${scene.title}`), h("div", { class: "spread" }),
        h("button", { disabled: state.scene === 0, onclick: () => change({ scene: state.scene - 1 }) }, "Back"),
        h("button", { class: "first", disabled: state.scene === story.scenes.length - 1, onclick: () => change({ scene: state.scene + 1 }) }, "Next")),
      h("p", null, scene.what)),
    h("div", { class: "versus", key: "versus" }, ours(scene.setpoint), theirs(scene.temporal, story)),
    fair(),
  ];
}

function ours(side) {
  return h("section", { class: "panel", key: "ours", "aria-labelledby": "ours-h" },
    h("div", { class: "head" }, h("h2", { id: "ours-h" }, "Setpoint"), h("span", { class: "quiet" }, "desired state and actual state"), h("span", { class: `badge ${side.state === "done" ? "done" : "running"}` }, side.state)),
    h("p", { class: "words" }, marked(side.words)),
    h("ol", { class: "steps tight" }, side.steps.map((step) => h("li", { key: step.title }, h("span", { class: "sign", "aria-hidden": "true" }, step.sign), h("div", null, step.title, " ", h("span", { class: "quiet" }, step.words))))),
    list("What the passes did", side.deeds, "nothing: no job to start or to stop"),
    list("New in the git log", side.commits.map((c) => c.subject), "no commit"),
    list("What exists outside", side.outside, "nothing yet"));
}

function theirs(side, story) {
  const seen = new Map();
  for (const what of side.outside) seen.set(what, (seen.get(what) ?? 0) + 1);
  const twice = [...seen].filter(([, times]) => times > 1).map(([what]) => what);
  const stuck = side.history.some((e) => e.type === "WorkflowTaskFailed");
  return h("section", { class: "panel", key: "theirs", "aria-labelledby": "theirs-h" },
    h("div", { class: "head" }, h("h2", { id: "theirs-h" }, "Temporal"), h("span", { class: "quiet" }, "a program and its history"),
      h("span", { class: `badge ${side.state === "completed" ? "done" : "running"}` }, side.state), stuck && side.state === "running" ? h("span", { class: "badge failed" }, "stuck") : null),
    h("p", { class: "words" }, marked(side.words)),
    h("div", { class: "growth" },
      h("div", { class: "row wrap" }, h("strong", null, `${side.events} events`), h("span", { class: "quiet" }, `${(side.bytes / 1024).toFixed(1)} KiB of history; a new worker reads all of it to know where it is`)),
      h("div", { class: "bar", role: "img", "aria-label": `${side.events} of ${most(story)} events` }, h("div", { "--part": String(side.events / most(story)) }))),
    h("h3", null, "New in the history"),
    h("ol", { class: "history scroll mono", tabindex: "0", "aria-label": "New events of the history" }, side.history.map((event) => h("li", { key: event.id, class: event.type === "WorkflowTaskFailed" ? "bad" : "" },
      h("span", { class: "quiet" }, String(event.id).padStart(2, "0")), " ", event.type, event.detail ? h("div", { class: "detail" }, event.detail) : null))),
    list("What happened outside", side.outside, "nothing yet", twice));
}

function most(story) {
  return Math.max(...story.scenes.map((s) => s.temporal.events));
}

function list(title, lines, none, bad = []) {
  return [h("h3", null, title), lines.length ? h("ul", { class: "plainly" }, lines.map((line, i) => h("li", { key: `${i}${line}`, class: bad.includes(line) ? "bad" : "" }, line, bad.includes(line) && lines.indexOf(line) !== i ? " – again" : ""))) : h("p", { class: "quiet" }, none)];
}

function fair() {
  const w = state.recording.recordedWith;
  return h("section", { class: "panel fair", key: "fair", "aria-labelledby": "fair-h" },
    h("div", { class: "head" }, h("h2", { id: "fair-h" }, "What Temporal does better")),
    h("ul", { class: "plainly" }, [
      "Milliseconds between two steps, and thousands of workflows at once; Setpoint takes seconds to minutes a step.",
      "Any program: loops, branches, values passed from step to step, in a real language with a debugger and tests.",
      "Its guarantee about the workflow’s own state is exact: after any crash the variables are what they were.",
      "Patches and Worker Versioning let old and new code run side by side, and replay tests find a break before it is deployed.",
      "Activities with an idempotency key at the other end happen once there too. GitHub offers none for issues and dispatches, which is why Setpoint claims first.",
    ].map((line) => h("li", { key: line }, line))),
    h("p", { class: "quiet" }, `Recorded with ${w.temporal} in ${w.server}, on Java ${w.java}. A dead worker is an activity that never reports, and a worker that has lost its memory and replays; the history is what the server kept. To record it anew: `, h("code", null, "./mvnw -Pcompare,'!analysis' test"), "."));
}

addEventListener("keydown", (event) => {
  if (!state.recording || event.target.closest("input, select, textarea, [contenteditable]") || event.altKey || event.ctrlKey || event.metaKey) return;
  const last = state.recording.stories[state.story].scenes.length - 1;
  if (event.key === "ArrowRight" && state.scene < last) change({ scene: state.scene + 1 });
  if (event.key === "ArrowLeft" && state.scene > 0) change({ scene: state.scene - 1 });
});

render();
read("compare.json").then((recording) => change({ recording }), () => change({ failed: "The recording cannot be read." }));
