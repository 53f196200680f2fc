// The tour: ten stops, each with what to do and what to see. "Do it" does what a visitor could do by hand.
import { h } from "../lib/dom.js";
import { ask } from "../lib/live.js";

const openIssue = (state, title) => state.jobs.issues.find((i) => i.open && i.title === title);
const openRun = (state, workflow) => state.jobs.runs.find((r) => r.status !== "completed" && r.workflow === workflow);
const status = (state, id) => state.plan.steps.find((s) => s.id === id)?.status;
const idle = (state) => !state.agents.agents.some((a) => a.running);
const has = (state, id) => state.plan.steps.some((s) => s.id === id);

const CACHES = "### Warm the Caches\n\n- assign: @bob\n\nSo that the first customers do not wait.\n\n";

const close = (title) => async (page) => {
  const issue = openIssue(page.state, title);
  if (issue) await page.act("issue", { number: issue.number, value: "close" });
};
const end = (workflow, value) => async (page) => {
  const run = openRun(page.state, workflow);
  if (run) await page.act("run", { id: run.id, value });
};

const STOPS = [
  {
    title: "A draft",
    text: "On the left stands a plan: a Markdown file in git. On the right is what there is on GitHub: nothing yet. Between them sleeps an agent that keeps nothing in mind. The plan is a draft, so nothing happens. Approve it.",
    act: "Approve the plan",
    run: (page) => page.act("status", { value: "approved" }),
    done: (s) => s.plan.status === "approved" && status(s, "analyze-system") === "needs_person",
    seen: "The push woke the agent. It read plan and jobs, found one step that may start, claimed it, opened an issue, wrote one commit, and exited.",
  },
  {
    title: "A person's step",
    text: "The first step waits for a person. Close its issue in the Jobs panel, as a colleague would on GitHub.",
    act: "Close “Analyze System”",
    run: close("Analyze System"),
    done: (s) => status(s, "analyze-system") === "done",
    seen: "The event said “issue closed”, but the agent did not believe it: it only woke, and read the issue itself.",
  },
  {
    title: "Two at once",
    text: "Two steps need nothing but the first, so both have started: a workflow run and an issue. Let the migration fail.",
    act: "Let migrate.yml fail",
    run: end("migrate.yml", "failure"),
    done: (s) => s.jobs.runs.some((r) => r.workflow === "migrate.yml" && r.conclusion === "failure") && Boolean(openRun(s, "migrate.yml")),
    seen: "The plan says `retries: 2`: a second attempt runs, under a claim of its own.",
  },
  {
    title: "An edit in the middle",
    text: "Now change the plan while it runs: a step before the deploy. In the editor, problems stand under their line as you type, and you see what saving will do before you save.",
    act: "Insert “Warm the Caches”",
    run: async (page) => {
      const { text, tip } = page.state.plan;
      if (!text.includes("### Warm the Caches")) await page.act("save", { text: text.replace("### Deploy\n", `${CACHES}### Deploy\n`), base: tip });
    },
    done: (s) => has(s, "warm-the-caches") && status(s, "warm-the-caches") !== "new",
    seen: "The plan is data, read anew in every pass: the new step stands in line, nothing was restarted.",
  },
  {
    title: "A crash, prepared",
    text: "The next pass will be killed at the worst moment: its job is created on GitHub, and the answer never arrives.",
    act: "Arm the crash",
    run: (page) => page.act("crash", { value: "after-create" }),
    done: (s) => s.settings.armed === "after-create" || s.agents.passes.some((p) => p.state === "killed"),
    seen: "Armed. It waits for the next pass.",
  },
  {
    title: "The crash",
    text: "Finish the two open jobs: the migration succeeds and Transform Services is closed. The pass that sees this wants to open the issue for the manual QA – and dies.",
    act: "Finish both jobs",
    run: async (page) => {
      // One event for both, so that exactly one pass sees them.
      await ask("/demo/wakes", { value: false });
      await end("migrate.yml", "success")(page);
      await close("Transform Services")(page);
      await ask("/demo/wakes", { value: true });
      await page.act("wake");
    },
    done: (s) => s.agents.passes.some((p) => p.state === "killed"),
    seen: "An issue is open that the plan knows nothing of. But its claim stands in git, without a record: that is how the next pass knows that somebody died.",
  },
  {
    title: "Recovery",
    text: "Wake the agent again.",
    act: "Wake the agent",
    run: (page) => page.act("wake"),
    done: (s) => status(s, "qa") === "needs_person",
    seen: "It found the claim, found the issue by the nonce that it carries, recorded it, and opened nothing twice.",
  },
  {
    title: "Two agents, five events",
    text: "Let two agents loose at once, which know nothing of each other.",
    act: "Two agents at once",
    run: async (page) => {
      await close("Manual QA")(page);
      await page.act("two");
    },
    done: (s) => status(s, "qa") === "done" && s.agents.passes.some((p) => p.agent === "B") && idle(s),
    seen: "Whoever was second met a claim that existed already, or a branch that had moved: it looked again, and found nothing left to do.",
  },
  {
    title: "Nearly there",
    text: "The step that was inserted has its turn. Close it, and the deploy starts.",
    act: "Close “Warm the Caches”",
    run: close("Warm the Caches"),
    done: (s) => status(s, "warm-the-caches") === "done",
    seen: "The deploy's workflow carries Setpoint's guard, so that it cannot run twice even if everything else goes wrong.",
  },
  {
    title: "Done",
    text: "Let the deploy succeed.",
    act: "Let deploy.yml succeed",
    run: end("deploy.yml", "success"),
    done: (s) => s.plan.finished,
    seen: "Done. The git log tells the story, one commit a pass. Now break it in your own way: delete evidence, make lists stale, crash it elsewhere.",
  },
];

/** Remembers which stops were reached, so that going on in the plan keeps them. */
const reached = new Set();

export function tourSeen(page) {
  const { state } = page;
  if (state.plan.status === "draft" && state.agents.passes.length === 0) reached.clear();
  if (state.tour >= 0 && STOPS[state.tour].done(state)) reached.add(state.tour);
}

export function tourStrip(page) {
  const at = page.state.tour;
  if (at < 0) return null;
  const stop = STOPS[at];
  const done = reached.has(at);
  return h("section", { class: "tour", key: "tour", "aria-labelledby": "tour-h" },
    h("div", { class: "row wrap" },
      h("h2", { id: "tour-h" }, `${at + 1} of ${STOPS.length} · ${stop.title}`),
      h("div", { class: "spread" }),
      h("button", { onclick: () => page.change({ tour: Math.max(0, at - 1) }), disabled: at === 0 }, "Back"),
      h("button", { class: done ? "first" : "", onclick: () => page.change({ tour: Math.min(STOPS.length - 1, at + 1) }), disabled: at === STOPS.length - 1 }, "Next"),
      h("button", { class: "plain", onclick: () => page.change({ tour: -1 }) }, "End the tour")),
    h("p", null, stop.text),
    h("p", { class: "seen", "aria-live": "polite" }, done ? `✓ ${stop.seen}` : ""),
    h("div", { class: "row wrap" }, h("button", { class: done ? "" : "first", disabled: done || page.state.busy !== "", onclick: () => stop.run(page) }, stop.act)));
}
