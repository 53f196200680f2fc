// What the server knows, fetched anew where it says that something changed.
import { answer, read } from "../lib/live.js";

/** The steps that a person has to do something about, of one repository's report. */
const MOST_TRIES = 60;
const TURNS = new Set(["needs_person", "failed", "cancelled"]);

export class Data {
  constructor(onChange) {
    this.onChange = onChange;
    this.repositories = new Map();
    this.reports = new Map();
    this.pasts = new Map();
    this.queue = { waiting: 0, running: 0 };
    this.login = "";
    this.trouble = "";
    this.loaded = false;
    this.fetching = new Map();
  }

  /** Everything anew: at the start, and whenever the stream of changes was interrupted. */
  async all() {
    try {
      const [me, list] = await Promise.all([read("/api/v1/me"), read("/api/v1/repositories")]);
      this.login = me.login ?? "";
      this.queue = list.queue;
      const names = new Set(list.repositories.map((r) => r.name));
      for (const name of [...this.repositories.keys()]) if (!names.has(name)) this.gone(name);
      for (const repository of list.repositories) this.take(repository);
      this.loaded = true;
      this.trouble = "";
      this.onChange();
      await this.fetchReports();
    } catch (e) {
      this.trouble = `The server does not answer as it should (${e.message}).`;
      this.onChange();
    }
  }

  take(repository) {
    const before = this.repositories.get(repository.name);
    this.repositories.set(repository.name, repository);
    if (before && before.changed !== repository.changed) this.reports.delete(repository.name);
    if ("report" in repository) this.reports.set(repository.name, repository.report);
  }

  gone(name) {
    this.repositories.delete(name);
    this.reports.delete(name);
    this.onChange();
  }

  // Reports are large; those in which somebody has a turn come first, a few at a time.
  async fetchReports() {
    const missing = [...this.repositories.values()].filter((r) => !this.reports.has(r.name)).sort((a, b) => turns(b) - turns(a));
    const next = async () => {
      for (let one = missing.shift(); one; one = missing.shift()) await this.one(one.name);
    };
    await Promise.all([next(), next(), next()]);
  }

  /** One repository anew; wishes that come while it is asked for are one more question. */
  async one(name) {
    if (this.fetching.has(name)) {
      this.fetching.set(name, true);
      return;
    }
    this.fetching.set(name, false);
    try {
      this.take(await read(address(name)));
    } catch {
      // The stream will name it again, or the next start over finds it.
    }
    const again = this.fetching.get(name);
    this.fetching.delete(name);
    this.onChange();
    if (again) await this.one(name);
  }

  /** A plan's past: fetched when its page is looked at, and anew after each pass. What is known of it: the document, or why there is none. */
  past({ repository, plan, key }) {
    const known = this.pasts.get(key);
    if (known?.pass === repository.endedAt) return known;
    const next = { pass: repository.endedAt, past: known?.past ?? null, trouble: "" };
    this.pasts.set(key, next);
    this.fetchPast(next, () => this.pasts.get(key) === next, `${address(repository.name)}/history?plan=${encodeURIComponent(plan.id)}`);
    return next;
  }

  async fetchPast(next, isWanted, path) {
    for (let tries = 0; tries < MOST_TRIES && isWanted(); tries++) {
      try {
        const told = await answer(path);
        if (told.status !== 503) {
          if (told.status === 200) next.past = told.body;
          else next.trouble = told.body.message ?? "Its history cannot be read.";
          break;
        }
      } catch {
        // The connection is away: what is known stays meanwhile.
      }
      await new Promise((later) => setTimeout(later, 2000));
    }
    if (!next.past && !next.trouble) next.trouble = "Its history takes long to read; come back later.";
    this.onChange();
  }

  /** Every plan, with its steps where they are known. */
  plans() {
    const all = [];
    for (const repository of this.repositories.values()) {
      const report = this.reports.get(repository.name);
      for (const plan of repository.plans) {
        const steps = report?.plans.find((p) => p.id === plan.id)?.steps ?? null;
        const problems = (report?.problems ?? []).filter((p) => p.file === plan.path);
        all.push({ repository, plan, steps, problems, key: `${repository.name}/${plan.id}` });
      }
    }
    return all;
  }

  /** What waits for people, mine first, then the longest waiting. */
  turns() {
    const mine = (step) => step.people.some((p) => p.toLowerCase() === this.login.toLowerCase());
    return this.plans()
      .filter(({ plan }) => plan.status !== "cancelled")
      .flatMap(({ repository, plan, steps, key }) => (steps ?? []).filter((s) => TURNS.has(s.status)).map((step) => ({ repository, plan, step, key, mine: mine(step) })))
      .sort((a, b) => Number(b.mine) - Number(a.mine) || String(a.step.since ?? "9").localeCompare(String(b.step.since ?? "9")));
  }
}

const address = (name) => `/api/v1/repositories/${name.split("/").map(encodeURIComponent).join("/")}`;

function turns(repository) {
  return repository.plans.reduce((sum, p) => sum + (p.steps.needs_person ?? 0) + (p.steps.failed ?? 0) + (p.steps.cancelled ?? 0), 0);
}
