// The dashboard over a server that speaks as docs/server.md says: dashboard.mjs PAGE-FOLDER PICTURES
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { check, comes, end, guard, launch, pictures, scene } from "./browser.mjs";

const [root, folder] = process.argv.slice(2);
const POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

const step = (id, title, status, why, more = {}) => ({ id, title, status, flags: [], job: null, since: "2026-11-20T10:00:00Z", why, people: [], needs: [], ...more });
const counted = (steps) => steps.reduce((sum, s) => ({ ...sum, [s.status]: (sum[s.status] ?? 0) + 1 }), { total: steps.length });
const EVIL = "<img src=x onerror=alert(1)>";

function repository(name, plans, more = {}) {
  return {
    name, url: `https://github.example/${name}`, state: "idle", wokenAt: null, startedAt: null, endedAt: "2026-11-20T10:00:00Z", nextAt: null,
    outcome: "settled", failure: "", failures: 0, requests: 2, problems: 0, changed: 1, ...more,
    plans: plans.map((p) => ({ id: p.id, path: `plans/${p.id}.md`, title: p.title, status: p.status ?? "approved", done: p.steps.every((s) => s.status === "done"), steps: counted(p.steps) })),
    report: { plans: plans.map((p) => ({ id: p.id, path: `plans/${p.id}.md`, title: p.title, status: p.status ?? "approved", steps: p.steps })), problems: more.list ?? [] },
  };
}

const upgrade = {
  id: "upgrade", title: "System Upgrade", steps: [
    step("analyze", "Analyze System", "done", "done", { job: { id: "#1", url: "https://github.example/shop/app/issues/1" } }),
    step("database", "Update Database", "failed", "failed (attempt 3 of 3)", { needs: ["analyze"], job: { id: "run 9802", url: "javascript:alert(1)" } }),
    step("qa", "Manual QA", "needs_person", "needs @alice since 2026-11-20", { needs: ["analyze"], people: ["alice"] }),
    step("deploy", `Deploy ${EVIL}`, "waiting", "waiting for `qa`", { needs: ["database", "qa"], since: null }),
  ],
};
const fifty = {
  id: "fifty", title: "Fifty Steps", steps: Array.from({ length: 50 }, (_, i) => step(`s${i}`, `Step ${i + 1}`, i >= 4 && i < 9 ? "skipped" : i < 20 ? "done" : i === 20 ? "running" : "waiting", "as it is", { needs: i < 2 ? [] : [`s${i - 2}`] })),
};
const small = { id: "small", title: "Small and Done", steps: [step("only", "Only Step", "done", "done")] };
const world = new Map([
  ["shop/app", repository("shop/app", [upgrade], { problems: 1, list: [{ file: "plans/upgrade.md", line: 12, column: 3, message: "unknown field `asign`", hint: "did you mean `assign`?" }] })],
  ["shop/web", repository("shop/web", [fifty, small], { state: "running" })],
  ["shop/empty", repository("shop/empty", [], { failure: "GitHub does not answer", failures: 3 })],
]);
// Of the first plan as much as there can be, of the others nothing yet.
function past(plan) {
  const spell = (status, from, to, open = false) => ({ status, from: `2026-11-${from}Z`, to: `2026-11-${to}Z`, open });
  const story = (id, title, status, spells, removed = false) => ({ id, title, status, words: status, removed, waitedSeconds: 0, workedSeconds: 0, spells });
  const moved = (at, title, before, after, words, cause) => ({ at: `2026-11-${at}Z`, commit: "0".repeat(40), kind: "transition", step: "x", title, before, after, words, cause: { kind: "job", words: cause, who: null } });
  const none = { plan, path: `plans/${plan}.md`, title: plan, from: "2026-11-01T08:00:00Z", until: "2026-11-20T10:00:00Z", commits: 1, shallow: false, claims: true, earlierEvents: 0, events: [], steps: [] };
  return plan !== "upgrade" ? none : {
    ...none, commits: 12, shallow: true, earlierEvents: 3,
    steps: [
      story("analyze", "Analyze System", "done", [spell("waiting", "01T08:00:00", "02T08:00:00"), spell("needs_person", "02T08:00:00", "06T12:00:00"), spell("done", "06T12:00:00", "20T10:00:00")]),
      story("database", "Update Database", "failed", [spell("waiting", "01T08:00:00", "06T12:00:00"), spell("running", "06T12:00:00", "07T00:00:00"), spell("failed", "07T00:00:00", "20T10:00:00", true)]),
      story("qa", "Manual QA", "needs_person", [spell("waiting", "01T08:00:00", "06T12:00:00"), spell("needs_person", "06T12:00:00", "20T10:00:00", true)]),
      story("deploy", `Deploy ${EVIL}`, "waiting", [spell("waiting", "01T08:00:00", "20T10:00:00", true)]),
      story("old", "Announce it", "cancelled", [spell("waiting", "01T08:00:00", "03T00:00:00")], true),
    ],
    events: [
      { at: "2026-11-01T08:00:00Z", commit: "0".repeat(40), kind: "added", step: null, words: `plan added ${EVIL}`, subject: "Plan", cause: { kind: "edit", words: "added", who: EVIL } },
      moved("06T12:00:00", "Analyze System", "needs_person", "done", "done", "#1 was closed as completed"),
      ...Array.from({ length: 40 }, (_, i) => moved(`07T00:00:${10 + i}`, "Update Database", "running", "failed", "failed (attempt 3 of 3)", "run 9802 ended: failure")),
    ],
  };
}

const listeners = new Set();
const told = (event, data) => listeners.forEach((l) => l.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));

const server = http.createServer((request, response) => {
  const url = new URL(request.url, "http://x");
  const headers = { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" };
  const json = (status, body) => {
    response.writeHead(status, { ...headers, "Content-Type": "application/json" });
    response.end(JSON.stringify({ schemaVersion: 1, ...body }));
  };
  if (url.pathname === "/api/v1/me") return json(200, { login: "alice" });
  if (url.pathname === "/api/v1/repositories") return json(200, { now: new Date().toISOString(), queue: { waiting: 1, running: 1 }, repositories: [...world.values()].map(({ report, ...rest }) => rest) });
  if (url.pathname.endsWith("/history")) return json(200, past(url.searchParams.get("plan")));
  if (url.pathname.startsWith("/api/v1/repositories/")) {
    const one = world.get(url.pathname.slice("/api/v1/repositories/".length));
    return one ? json(200, one) : json(404, { message: "there is no such repository" });
  }
  if (url.pathname === "/api/v1/events") {
    response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
    response.write("event: hello\ndata: {}\n\n");
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
    return undefined;
  }
  const name = path.join(root, url.pathname === "/" ? "index.html" : path.normalize(url.pathname));
  if (!name.startsWith(root) || !fs.existsSync(name)) return json(404, { message: "nothing here" });
  response.writeHead(200, { ...headers, "Content-Type": TYPES[path.extname(name)] ?? "text/plain" });
  response.end(fs.readFileSync(name));
  return undefined;
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const url = `http://127.0.0.1:${server.address().port}/`;

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
context.setDefaultTimeout(90_000);
const page = await context.newPage();
guard(page, new URL(url).origin, (text) => text.includes("ERR_"));
await page.goto(url);

await scene("what needs a person comes first", async () => {
  await page.locator("#turns li").nth(1).waitFor();
  const turns = await page.locator("#turns li strong").allTextContents();
  check("mine first", turns[0] === "Manual QA" && turns[1] === "Update Database", turns.join(", "));
  await comes("the reason is there", async () => (await page.locator("#turns li").first().textContent()).includes("needs @alice since"));
  check("a job's address is one of the web", await page.locator('a[href^="javascript"]').count() === 0);
  await comes("a failing repository is seen", async () => (await page.locator("#all").textContent()).includes("3 passes failed"));
  await comes("repositories are there", async () => (await page.locator("#all").textContent()).includes("3 of 3 in 3 repositories"));
  const far = page.locator("#all .plans li").filter({ hasText: "Fifty" }).locator(".bar");
  check("what was skipped is told and drawn apart", await far.getAttribute("aria-label") === "15 of 50 steps done · 5 skipped");
  const wide = (locator) => locator.evaluate((e) => e.getBoundingClientRect().width);
  check("in proportion", Math.abs(await wide(far.locator(".skipped")) / await wide(far) - 0.1) < 0.02);
  await pictures(page, "dashboard", folder);
});

await scene("search and filter", async () => {
  await page.getByLabel("Search").fill("step 33");
  await page.locator("#all .plans li").filter({ hasText: "Fifty" }).waitFor();
  await comes("steps are searched too", async () => await page.locator("#all .plans li").count() === 1);
  await page.getByLabel("Search").fill("");
  await page.getByLabel("Show").selectOption("done");
  await page.locator("#all .plans li").filter({ hasText: "Small" }).waitFor();
  await comes("filtered", async () => await page.locator("#all .plans li").count() === 1);
  await page.getByLabel("Show").selectOption("all");
});

await scene("one plan in full", async () => {
  await page.getByRole("link", { name: "System Upgrade" }).last().click();
  await page.getByRole("heading", { name: "Graph" }).waitFor();
  await comes("its steps", async () => await page.locator("section[aria-labelledby=steps-h] li").count() === 4);
  await comes("its problem", async () => (await page.locator(".problems").textContent()).includes("plans/upgrade.md:12:3"));
  await page.locator(".spans tbody tr").nth(4).waitFor();
  check("waiting and working time are told apart", await page.locator(".spans tr").nth(1).locator("rect.wait").count() === 1 && await page.locator(".spans tr").nth(1).locator("rect.man").count() === 1);
  check("a step's time is read out", (await page.locator(".spans svg").first().getAttribute("aria-label")) === "Analyze System waited 1d and worked 4d 4h");
  check("the newest events come first, a few at a time", await page.locator(".past .told li").count() === 30);
  check("no markup came of a title", await page.locator("main img").count() === 0);
  await pictures(page, "dashboard-plan", folder);
  await page.getByRole("button", { name: "Show all 42" }).click();
  await page.locator(".past .told li").nth(41).waitFor();
  check("no markup came of an event", await page.locator("main img").count() === 0);
});

await scene("live", async () => {
  upgrade.steps[1] = step("database", "Update Database", "done", "done", { needs: ["analyze"] });
  world.set("shop/app", repository("shop/app", [upgrade], { changed: 2 }));
  told("repository", { name: "shop/app", changed: 2 });
  await page.locator("section[aria-labelledby=steps-h] li.done").nth(1).waitFor();
  check("a change is seen at once", true);
  listeners.forEach((l) => l.destroy());
  await page.locator(".link.lost").waitFor();
  await page.locator(".link.open").waitFor();
  check("it comes back", true);
});

await scene("fifty steps", async () => {
  await page.goto(`${url}#${encodeURIComponent("shop/web/fifty")}`);
  await page.reload({ waitUntil: "commit" });
  await page.locator(".graph .node").nth(49).waitFor();
  const figures = await page.evaluate(() => ({ ready: Math.round(performance.now()), bytes: performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).reduce((sum, e) => sum + e.encodedBodySize, 0) }));
  console.log(`figure: dashboard, a plan of 50 steps after ${figures.ready} ms; ${Math.round(figures.bytes / 1024)} KiB, not compressed`);
  check("small", figures.bytes < 200 * 1024, String(figures.bytes));
});

await browser.close();
server.close();
end();
