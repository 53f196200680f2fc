// What the browser tests share: Chromium, checks that are counted, and a door that can be shut.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.BROWSER_MODULES, "here.js"));
const { chromium } = require("playwright-core");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Without the flags of the second line Chromium looks for its makers' hosts.
const FLAGS = ["--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath: process.env.BROWSER, args: FLAGS });

let failures = 0;

export function check(what, is, detail = "") {
  if (!is) failures++;
  console.log(`${is ? "ok  " : "FAIL"} ${what}${detail === "" ? "" : ` (${detail})`}`);
}

/** A check of what a page will show soon: looked at again until it holds, for at most half a minute. */
export async function comes(what, look) {
  let is = false;
  for (let i = 0; i < 300 && !is; i++) {
    is = await look();
    if (!is) await new Promise((soon) => setTimeout(soon, 100));
  }
  check(what, is);
}

export async function scene(name, work) {
  const start = Date.now();
  try {
    await work();
    console.log(`---- ${name}: ${Date.now() - start} ms`);
  } catch (e) {
    failures++;
    console.log(`FAIL ${name}: ${e.stack}`);
  }
}

export function end() {
  console.log(failures === 0 ? "all is well" : `${failures} failed`);
  process.exit(failures === 0 ? 0 : 1);
}

/** Notes everything that must not happen in a page: errors, requests to other hosts, refusals by the content security policy. */
export function guard(page, origin, allowed = () => false) {
  page.on("pageerror", (e) => check("no error in the page", false, e.stack));
  page.on("dialog", (d) => { check("no dialog", false, d.message()); d.dismiss(); });
  page.on("console", (m) => {
    if (m.type() === "error" && !allowed(m.text())) check("no error in the console", false, m.text());
  });
  page.on("request", (r) => {
    const url = r.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) check("no request to another host", false, url);
  });
}

/** What axe finds serious. */
export async function axe(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return result.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")}`);
  });
  check(`axe finds nothing in ${name}`, found.length === 0, found.join("\n       "));
}

/** A proxy before the server that can be shut and opened, as a network can. */
export async function door(target) {
  const to = new URL(target);
  const sockets = new Set();
  let open = true;
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, host: to.host };
    if (headers.origin) headers.origin = to.origin;
    const onward = http.request({ host: to.hostname, port: to.port, path: request.url, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  server.on("connection", (socket) => {
    if (!open) return socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    shut() { open = false; sockets.forEach((s) => s.destroy()); },
    open() { open = true; },
    close() { sockets.forEach((s) => s.destroy()); server.close(); },
  };
}

/** Screenshots at three widths in both schemes, and that nothing sticks out. */
export async function pictures(page, name, folder) {
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const width of [360, 820, 1360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(60);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`${name} fits into ${width} px`, over <= 0, `${over}`);
      await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
    await axe(page, `${name}, ${scheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1360, height: 900 });
}
