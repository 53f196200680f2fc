// The plan as Markdown under a visitor's hands. Each line is an element of its own, so that a problem can stand under it; the page asks
// the server what is wrong and what saving would do, and knows nothing of plans itself.
import { h } from "../lib/dom.js";
import { ask } from "../lib/live.js";
import { marked } from "../lib/words.js";

const QUIET = 200;
let session = null;

export function editor(page) {
  const { plan } = page.state;
  session ??= { base: plan.tip, first: plan.text, text: plan.text, problems: [], notices: [], preview: [], asked: 0, saving: false };
  const moved = plan.tip !== session.base;
  const dirty = session.text !== session.first;
  return [
    h("div", { class: "row wrap", key: "et" }, h("strong", { class: "title" }, "Edit the plan"),
      dirty ? h("span", { class: "badge edited" }, "EDITED") : null,
      moved ? h("span", { class: "quiet" }, "The plan has moved on meanwhile; saving merges.") : null),
    h("div", { class: "editor", key: "editor", manual: (root) => begin(root, page), role: "textbox", "aria-multiline": "true", "aria-label": "The plan as Markdown", "aria-describedby": "said", contenteditable: "true", spellcheck: "false", autocapitalize: "off" }),
    h("div", { class: "said", id: "said", key: "said" },
      session.problems.length ? h("ul", { class: "problems" }, session.problems.map((p) => h("li", { key: `${p.line}:${p.message}` },
        h("button", { class: "plain", onclick: () => go(p.line) }, `line ${p.line}`), " ", marked(p.message), p.hint ? [" – ", marked(p.hint)] : null))) : null,
      h("div", { class: "preview" }, session.preview.map((line, i) => h("p", { key: i, class: line.startsWith("- ") ? "item" : "" }, marked(line.replace(/^(- |> )/, "")))))),
    h("div", { class: "row wrap", key: "eb" },
      h("button", { class: "first", onclick: () => save(page), disabled: session.saving || !dirty }, session.problems.length ? "Save with its problems" : "Save as a commit"),
      h("button", { onclick: () => leave(page) }, dirty ? "Discard" : "Close"),
      h("span", { class: "quiet" }, "Saving commits to main as “you”.")),
  ];
}

let root = null;

function begin(element, page) {
  root = element;
  fill(session.text);
  element.addEventListener("input", () => changed(page));
  element.addEventListener("beforeinput", (event) => {
    if (event.inputType.startsWith("format") || event.inputType === "insertFromDrop") event.preventDefault();
  });
  // Only text comes in, whatever was copied.
  element.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save(page);
    }
  });
  check(page);
}

function fill(text) {
  root.replaceChildren(...text.split("\n").map(line));
  dim();
}

function line(text) {
  const div = document.createElement("div");
  if (text) div.textContent = text;
  else div.append(document.createElement("br"));
  return div;
}

// Browsers leave bare texts and nested blocks behind when much is deleted or pasted; then the lines are made anew.
function lines() {
  const tidy = [...root.childNodes].every((node) => node.nodeName === "DIV" && !node.querySelector("div") && !node.textContent.includes("\n"));
  if (!tidy) {
    const text = root.innerText.replace(/\n\n\n/g, "\n\n");
    const at = place();
    fill(text.endsWith("\n") ? text.slice(0, -1) : text);
    put(at);
  }
  return [...root.children].map((div) => div.textContent.replaceAll("\u00a0", " "));
}

function place() {
  const selection = getSelection();
  if (!selection.rangeCount || !root.contains(selection.anchorNode)) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(selection.anchorNode, selection.anchorOffset);
  const holder = document.createElement("div");
  holder.append(before.cloneContents());
  return { line: Math.max(0, holder.querySelectorAll("div, br").length - 1) };
}

function put(at) {
  const div = at && root.children[Math.min(at.line, root.children.length - 1)];
  if (div) getSelection().collapse(div, div.childNodes.length);
}

function go(number) {
  root.focus();
  const div = root.children[number - 1];
  if (!div) return;
  getSelection().collapse(div, 0);
  div.scrollIntoView({ block: "center" });
}

let timer = 0;

function changed(page) {
  session.text = lines().join("\n");
  for (const div of root.children) if (div.dataset.problem) delete div.dataset.problem;
  dim();
  clearTimeout(timer);
  timer = setTimeout(() => check(page), QUIET);
  page.change({});
}

async function check(page) {
  const mine = session;
  const number = ++mine.asked;
  const answer = await ask("/demo/check", { text: mine.text });
  if (session !== mine || number !== mine.asked) return;
  mine.problems = answer.problems ?? [];
  mine.notices = answer.notices ?? [];
  mine.preview = answer.preview ?? [answer.message ?? ""];
  mark();
  page.change({});
}

function mark() {
  const said = new Map();
  for (const [kind, list] of [["notice", session.notices], ["problem", session.problems]]) {
    for (const p of list) said.set(p.line, { kind, text: `${"\u2002".repeat(Math.min(40, p.column - 1))}^ ${p.message}${p.hint ? ` (${p.hint})` : ""}`.replaceAll("`", "") });
  }
  [...root.children].forEach((div, i) => {
    const p = said.get(i + 1);
    if (p) {
      div.dataset.problem = p.text;
      div.dataset.kind = p.kind;
    } else if (div.dataset.problem) {
      delete div.dataset.problem;
    }
  });
}

// Setpoint's own block is shown, and shown to be Setpoint's.
function dim() {
  let inside = false;
  for (const div of root.children) {
    const text = div.textContent;
    if (text.startsWith("<!-- setpoint:status")) inside = true;
    div.classList.toggle("block", inside);
    if (text.startsWith("<!-- /setpoint:status")) inside = false;
  }
}

async function save(page) {
  if (session.saving || session.text === session.first) return;
  session.saving = true;
  const answer = await page.act("save", { text: session.text, base: session.base });
  if (answer.ok) {
    leave(page);
  } else {
    session.saving = false;
    session.base = page.state.plan.tip;
    page.change({});
  }
}

function leave(page) {
  clearTimeout(timer);
  session = null;
  page.change({ editing: false });
}
