// Words and signs that every view shares.
import { h } from "./dom.js";

export const SIGNS = {
  waiting: "⚪️", ready: "🟡", running: "🔵", needs_person: "🟣", done: "✅", failed: "❌", cancelled: "🚫", skipped: "⏭️", new: "✳️",
};

export const STATUS_WORDS = {
  waiting: "waiting", ready: "ready", running: "running", needs_person: "needs a person", done: "done", failed: "failed",
  cancelled: "cancelled", skipped: "skipped", new: "new",
};

/** A line with `code` and **bold** in it, as nodes; links become their text. */
export function marked(line) {
  const plain = line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, "$1");
  return plain.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.length > 2 && part.startsWith("`") && part.endsWith("`")) return h("code", null, part.slice(1, -1));
    if (part.length > 4 && part.startsWith("**") && part.endsWith("**")) return h("strong", null, part.slice(2, -2));
    return part;
  });
}

export function count(number, noun, nouns = `${noun}s`) {
  return `${number} ${number === 1 ? noun : nouns}`;
}

/** How far a plan is, as it is counted everywhere: skipped is not done, and is said where there is any. */
export function tally({ done, skipped, steps }) {
  return `${done} of ${count(steps, "step")} done${skipped ? ` · ${skipped} skipped` : ""}`;
}

/** The same as a bar, what was skipped in a colour of its own. */
export function bar(far, key) {
  const part = (number) => ({ "--part": String(far.steps ? number / far.steps : 0) });
  return h("div", { class: "bar", key, role: "img", "aria-label": tally(far) },
    h("div", part(far.done)), h("div", { class: "skipped", ...part(far.skipped) }));
}

/** 45s, 12m, 2h 5m, 3d 4h: the two largest units. */
export function span(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const two = (big, unit, small, other) => (small ? `${big}${unit} ${small}${other}` : `${big}${unit}`);
  if (s >= 86_400) return two(Math.floor(s / 86_400), "d", Math.floor((s % 86_400) / 3600), "h");
  if (s >= 3600) return two(Math.floor(s / 3600), "h", Math.floor((s % 3600) / 60), "m");
  return s >= 60 ? `${Math.floor(s / 60)}m` : `${s}s`;
}

/** 14:05:09, in the reader's own time. */
export function clock(instant) {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? "" : time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** A unified diff, a line each; the sign is read out, not only coloured. */
export function diff(patch) {
  return h("pre", { class: "diff", tabindex: "0" }, patch.split("\n").map((line) => {
    const kind = line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : line.startsWith("@@") ? "hunk" : "same";
    return h("span", { class: kind }, line + "\n");
  }));
}

/** Where there is one plan, its name before each step is noise. */
export function short(text, plan) {
  const id = plan.path.replace(/^plans\//, "").replace(/\.md$/, "");
  return text.replaceAll(`${id}/`, "");
}
