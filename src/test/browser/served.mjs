// The dashboard of a server that runs, over a stand-in for GitHub that tells it of everything:
// served.mjs SERVER-URL SANDBOX-CONTROL-URL TOKEN PICTURES
import { check, end, guard, launch, pictures, scene } from "./browser.mjs";

const [url, control, token, folder] = process.argv.slice(2);
const EVIL = "<img src=x onerror=alert(1)>";
const PLAN = `---
status: approved
---

# Move the Shop ${EVIL}

## Steps

### Box ${EVIL}

- assign: @alice

### Drive

- workflow: \`drive.yml\`
- retries: 1

### Unpack

- assign: @bob
`;
const DRIVE = `name: drive
run-name: Drive \${{ inputs.setpoint }}
on:
  workflow_dispatch:
    inputs:
      setpoint: { required: false }
jobs:
  drive:
    runs-on: ubuntu-latest
    steps: [{ run: "true" }]
`;

/** Something that a person or GitHub does in the sandbox, which tells the server of it by a signed delivery. */
async function does(path, body) {
  const answer = await fetch(control + path, { method: body ? "POST" : "GET", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
context.setDefaultTimeout(90_000);
const page = await context.newPage();
guard(page, new URL(url).origin);

const step = (title) => page.locator("section[aria-labelledby=steps-h] li", { hasText: title });
const time = (title) => page.locator(".spans tbody tr", { hasText: title });
const told = (text) => page.locator(".past .told li", { hasText: text });

await scene("a plan that is pushed appears by itself", async () => {
  const answer = await page.goto(url);
  const policy = answer.headers()["content-security-policy"] ?? "";
  check("the policy is strict", policy.includes("default-src 'self'") && !policy.includes("unsafe"), policy);
  await page.locator(".link.open").waitFor();
  await page.getByText("No repository has a plan yet.").waitFor();
  await does("/push", { path: ".github/workflows/drive.yml", content: DRIVE, author: "alice", message: "Add the workflow" });
  await does("/push", { path: "plans/shop.md", content: PLAN, author: "alice", message: "Plan the move" });
  await page.locator("#turns", { hasText: "needs @alice" }).waitFor();
  check("it is listed", await page.locator("#all .plans li").count() === 1);
});

await scene("nobody else can wake the server", async () => {
  const forged = await fetch(`${url}webhook`, { method: "POST", headers: { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}`, "X-GitHub-Event": "push" }, body: "{}" });
  check("a forged delivery is refused", forged.status === 401, String(forged.status));
});

await scene("the plan moves while one looks at it", async () => {
  await page.locator("#all .plans li a").click();
  await step("Box").locator(".badge.needs_person").waitFor();
  await time("Box").locator("rect.man").waitFor();
  await time("Drive").locator("rect.wait").waitFor();
  await does("/issues/1", { as: "alice", state: "closed", state_reason: "completed" });
  await step("Box").locator(".badge.done").waitFor();
  await step("Drive").locator(".badge.running").waitFor();
  await told("#1 was closed as completed").waitFor();
});

await scene("a run fails, is tried again, and works", async () => {
  const ends = async (conclusion) => {
    const runs = async () => (await does("/state")).repositories["shop/app"].runs.filter((r) => r.status !== "completed");
    let open = await runs();
    for (let i = 0; i < 300 && open.length === 0; i++) {
      await new Promise((soon) => setTimeout(soon, 200));
      open = await runs();
    }
    check("one run at a time", open.length === 1, String(open.length));
    await does(`/runs/${open[0].id}`, {});
    await does(`/runs/${open[0].id}`, { status: "completed", conclusion });
  };
  await ends("failure");
  await told("tried again").first().waitFor();
  await ends("success");
  await step("Unpack").locator(".badge.needs_person").waitFor();
  await time("Unpack").locator("rect.man").waitFor();
});

await scene("the timeline", async () => {
  await time("Drive").locator("rect.run").first().waitFor();
  check("a person's time and a run's are told apart", await time("Box").locator("rect.man").count() === 1 && await time("Drive").locator("rect.man").count() === 0);
  const said = await time("Box").locator("svg").getAttribute("aria-label");
  check("a step's time is read out", /^Box .*waited \d+[ms] and worked \d+[ms]$/.test(said), said);
  check("who added the plan", await told("added by alice").count() === 1);
  check("no markup came of a title", await page.locator("main img").count() === 0);
  await pictures(page, "served-plan", folder);
});

await scene("back at all plans", async () => {
  await page.getByRole("link", { name: "All plans" }).click();
  await page.locator("#turns", { hasText: "needs @bob" }).waitFor();
  await does("/issues/2", { as: "bob", state: "closed", state_reason: "completed" });
  await page.locator("#all .badge.done").waitFor();
  check("nothing waits for a person", (await page.locator("#turns").textContent()).includes("Nothing waits"));
});

await browser.close();
end();
