// Panel 3: the jobs, actual state: issues and runs on the stand-in for GitHub, and the claims in git.
import { h } from "../lib/dom.js";
import { count } from "../lib/words.js";

export function jobsPanel(page) {
  const { jobs } = page.state;
  const open = jobs.issues.filter((i) => i.open).length + jobs.runs.filter((r) => r.status !== "completed").length;
  return h("section", { class: "panel", id: "jobs", key: "jobs", "aria-labelledby": "jobs-h" },
    h("div", { class: "head" }, h("h2", { id: "jobs-h" }, "Jobs"), h("span", { class: "quiet" }, `actual state · ${open} open`)),
    h("div", { class: "fill", key: "all" },
      jobs.issues.length + jobs.runs.length === 0 ? h("p", { class: "quiet" }, "No issue and no run yet. You play the people: close an issue when its step is done, let a run succeed or fail.") : null,
      h("ul", { class: "cards" },
        [...jobs.issues].reverse().map((issue) => issueCard(page, issue)),
        [...jobs.runs].reverse().map((run) => runCard(page, run)))),
    h("details", { class: "claims", key: "claims", open: true },
      h("summary", null, `${count(jobs.claims.length, "claim")} in git, Setpoint’s only memory`),
      h("ul", null, jobs.claims.map((claim) => h("li", { key: claim.ref, class: claim.open ? "open" : "" },
        h("span", null, claim.step + (claim.attempt > 1 ? ` (attempt ${claim.attempt})` : "")),
        h("span", { class: "quiet" }, `${claim.phase}${claim.job && !claim.phase.includes(claim.job) ? " · " + claim.job : ""}`),
        h("button", { class: "plain", onclick: () => page.act("forget", { ref: claim.ref }), "aria-label": `Delete the claim of ${claim.step}` }, "✕"))))));
}

function issueCard(page, issue) {
  const act = (value) => () => page.act("issue", { number: issue.number, value });
  const about = ` issue ${issue.number}, ${issue.title}`;
  return h("li", { class: `card ${issue.open ? "open" : "closed"}`, key: `i${issue.number}` },
    h("div", { class: "row wrap" },
      h("span", { class: "quiet" }, `#${issue.number}`), h("strong", null, issue.title),
      h("span", { class: `badge ${issue.open ? "running" : issue.reason === "completed" ? "done" : "cancelled"}` }, issue.open ? "open" : issue.reason.replace("_", " "))),
    issue.assignees.length ? h("div", { class: "quiet" }, "for " + issue.assignees.map((a) => "@" + a).join(", ")) : null,
    issue.comments.length ? h("div", { class: "quiet" }, `“${issue.comments.at(-1).text}” – ${issue.comments.at(-1).by}`) : null,
    h("div", { class: "row wrap" },
      issue.open ? [h("button", { class: "first", onclick: act("close"), "aria-label": "Close as done" + about }, "Close as done"),
        h("button", { onclick: act("not-planned"), "aria-label": "Close as not planned" + about }, "Not planned")]
        : h("button", { onclick: act("reopen"), "aria-label": "Reopen" + about }, "Reopen"),
      h("button", { class: "plain", onclick: act("delete"), "aria-label": "Delete" + about }, "Delete")));
}

function runCard(page, run) {
  const act = (value) => () => page.act("run", { id: run.id, value });
  const over = run.status === "completed";
  const about = ` run ${run.id} of ${run.workflow}`;
  return h("li", { class: `card ${over ? "closed" : "open"}`, key: `r${run.id}` },
    h("div", { class: "row wrap" },
      h("span", { class: "quiet" }, `run ${run.id}`), h("strong", null, run.workflow),
      run.attempt > 1 ? h("span", { class: "quiet" }, `re-run ${run.attempt}`) : null,
      h("span", { class: `badge ${over ? (run.conclusion === "success" ? "done" : "failed") : "running"}` }, over ? run.conclusion : run.status.replace("_", " "))),
    h("div", { class: "quiet" }, run.title),
    h("div", { class: "row wrap" },
      over ? h("button", { onclick: act("rerun"), "aria-label": "Re-run" + about }, "Re-run") : [
        h("button", { class: "first", onclick: act("success"), "aria-label": "Succeed" + about }, "Succeed"),
        h("button", { onclick: act("failure"), "aria-label": "Fail" + about }, "Fail")],
      h("button", { class: "plain", onclick: act("delete"), "aria-label": "Delete" + about }, "Delete")));
}
