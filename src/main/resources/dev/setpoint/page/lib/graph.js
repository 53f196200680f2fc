// A plan's graph as SVG: each step as far down as its longest way from the start, one column a lane.
import { h } from "./dom.js";
import { STATUS_WORDS } from "./words.js";

const WIDTH = 168;
const HEIGHT = 38;
const GAP_X = 14;
const GAP_Y = 26;

/** The drawing; steps need `id`, `title`, `status`, `sign` and `needs`. */
export function graph(steps, label) {
  const rows = layered(steps);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const width = widest * (WIDTH + GAP_X) + GAP_X;
  const height = rows.length * (HEIGHT + GAP_Y) + GAP_Y;
  const places = new Map();
  rows.forEach((row, y) => {
    const left = (width - row.length * (WIDTH + GAP_X) + GAP_X) / 2;
    row.forEach((step, x) => places.set(step.id, { x: left + x * (WIDTH + GAP_X), y: GAP_Y + y * (HEIGHT + GAP_Y) }));
  });
  return h("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, "--w": `${width}px` },
    steps.flatMap((step) => step.needs.filter((need) => places.has(need)).map((need) => edge(places.get(need), places.get(step.id)))),
    steps.map((step) => node(step, places.get(step.id))));
}

function layered(steps) {
  const depth = new Map();
  const byId = new Map(steps.map((step) => [step.id, step]));
  const deep = (id, seen) => {
    if (depth.has(id)) return depth.get(id);
    if (seen.has(id) || !byId.has(id)) return -1;
    seen.add(id);
    const at = 1 + Math.max(-1, ...byId.get(id).needs.map((need) => deep(need, seen)));
    depth.set(id, at);
    return at;
  };
  const rows = [];
  for (const step of steps) {
    const at = Math.max(0, deep(step.id, new Set()));
    (rows[at] ??= []).push(step);
  }
  return rows.filter(Boolean);
}

function edge(from, to) {
  const x1 = from.x + WIDTH / 2;
  const y1 = from.y + HEIGHT;
  const x2 = to.x + WIDTH / 2;
  const y2 = to.y;
  const middle = (y1 + y2) / 2;
  return h("path", { class: "edge", d: `M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}` });
}

function node(step, at) {
  const short = step.title.length > 18 ? step.title.slice(0, 17) + "…" : step.title;
  return h("g", { class: `node ${step.status}` },
    h("title", null, `${step.title}: ${STATUS_WORDS[step.status] ?? step.status}`),
    h("rect", { x: at.x, y: at.y, width: WIDTH, height: HEIGHT, rx: 7 }),
    h("text", { x: at.x + 9, y: at.y + HEIGHT / 2, class: "sign" }, step.sign),
    h("text", { x: at.x + 30, y: at.y + HEIGHT / 2 }, short));
}
