// What happened and why, and the git log with the diff of each commit.
import { h } from "../lib/dom.js";
import { clock, diff, marked, short } from "../lib/words.js";

export function toldPanel(page) {
  return h("section", { class: "panel", id: "told", key: "told", "aria-labelledby": "told-h" },
    h("div", { class: "head" }, h("h2", { id: "told-h" }, "What happened, and why")),
    h("ol", { class: "told scroll", tabindex: "0", "aria-label": "What happened, the newest first" }, page.state.told.lines.map((line) => h("li", { key: line.number, class: line.who },
      h("span", { class: "when quiet" }, clock(line.at)), h("span", { class: "who" }, line.who), h("span", null, marked(short(line.text, page.state.plan)))))));
}

export function logPanel(page) {
  const { commits } = page.state.log;
  return h("section", { class: "panel", id: "log", key: "log", "aria-labelledby": "log-h" },
    h("div", { class: "head" }, h("h2", { id: "log-h" }, "git log"), h("span", { class: "quiet" }, "at most one commit a pass")),
    h("ol", { class: "commits scroll", tabindex: "0", "aria-label": "Commits, the newest first" }, commits.map((commit) => h("li", { key: commit.sha },
      h("details", null,
        h("summary", null, h("code", null, commit.sha.slice(0, 7)), h("span", { class: "subject" }, commit.subject),
          h("span", { class: "quiet" }, commit.by.startsWith("github-actions") ? "Setpoint" : commit.by)),
        commit.body ? h("pre", { class: "body", tabindex: "0" }, commit.body) : null,
        commit.files.map((file) => h("div", { key: file.path }, h("div", { class: "quiet mono" }, file.path), diff(file.patch))))))));
}
