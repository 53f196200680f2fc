// Runs a composite action, or one job of a workflow, on this machine as a runner would.
//   node run.mjs SPEC.json      prints what happened as JSON; exit 2 when the action itself is invalid
// The spec: { action: DIR } or { workflow: FILE, job: NAME }; with: {…}; github: {event_name, event, …}; uses: {"owner/repo": DIR};
// environment: {…}; temp: DIR. `actions/*` steps do nothing. As on GitHub a composite step needs `shell`, gets no INPUT_ variables
// and no secrets, and is told things through fresh files for each step.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { complaints, filled, runs, YAML } from './github.mjs';

const spec = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
fs.mkdirSync(spec.temp, { recursive: true });
const scratch = fs.mkdtempSync(path.join(spec.temp, 'runner-'));
const eventFile = path.join(scratch, 'event.json');
fs.writeFileSync(eventFile, JSON.stringify(spec.github.event ?? {}));

const github = {
  actor: 'alice', api_url: '', base_ref: '', event_name: '', head_ref: '', ref: 'refs/heads/main', repository: '',
  run_attempt: '1', run_id: '1', server_url: '', sha: '0'.repeat(40), token: '', workflow: 'w', workflow_ref: '',
  workspace: scratch, ...spec.github, event_path: eventFile,
};
const runner = { os: 'Linux', arch: 'X64', temp: spec.temp };
const result = { steps: [], outputs: {}, summary: '', log: '', problems: [], ok: true };

const keyValues = text => {
  const found = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(lines[i]) ?? [];
    if (name) {
      const value = [];
      for (i++; i < lines.length && lines[i] !== end; i++) value.push(lines[i]);
      if (i === lines.length) result.problems.push(`no end of ${name}`);
      found[name] = value.join('\n');
    } else if (lines[i].includes('=')) {
      found[lines[i].slice(0, lines[i].indexOf('='))] = lines[i].slice(lines[i].indexOf('=') + 1);
    } else if (lines[i] !== '') {
      result.problems.push('not understood: ' + lines[i]);
    }
  }
  return found;
};

const all = (map, contexts, status) =>
  Object.fromEntries(Object.entries(map ?? {}).map(([k, v]) => [k, filled(v, contexts, status)]));

function shell(step, contexts, status, environment, actionPath) {
  const files = Object.fromEntries(['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY'].map(kind => {
    const file = path.join(scratch, kind + result.steps.length + Math.random());
    fs.writeFileSync(file, '');
    return ['GITHUB_' + kind, file];
  }));
  if (actionPath && !step.shell) throw new Error('Required property is missing: shell');
  if (/\$\{\{/.test(step.run)) result.problems.push('an expression is pasted into a script: ' + step.run);
  const script = path.join(scratch, `script${result.steps.length}.sh`);
  fs.writeFileSync(script, filled(step.run, contexts, status));
  const told = Object.fromEntries(Object.entries(github)
    .filter(([k]) => !['event', 'token'].includes(k)).map(([k, v]) => ['GITHUB_' + k.toUpperCase(), String(v)]));
  const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: github.workspace, encoding: 'utf8',
    env: {
      PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', CI: 'true', GITHUB_ACTIONS: 'true',
      RUNNER_OS: runner.os, RUNNER_ARCH: runner.arch, RUNNER_TEMP: runner.temp, ...spec.environment, ...told, ...environment, ...files,
      ...(actionPath ? { GITHUB_ACTION_PATH: actionPath } : {}),
    },
  });
  result.log += done.stdout + done.stderr;
  result.summary += fs.readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  return { ok: done.status === 0, outputs: keyValues(fs.readFileSync(files.GITHUB_OUTPUT, 'utf8')) };
}

async function steps(list, contexts, environment, actionPath) {
  const seen = {};
  let status = 'success';
  for (const step of list) {
    const now = () => ({ github, runner, job: { status }, steps: seen, env: environment, ...contexts });
    let outcome = { ok: true, outputs: {}, skipped: true };
    if (runs(step.if, now(), status)) {
      const env = { ...environment, ...all(step.env, now(), status) };
      outcome = step.run === undefined
        ? await uses(step, all(step.with, now(), status), env)
        : shell(step, { ...now(), env }, status, env, actionPath);
    }
    const conclusion = outcome.skipped ? 'skipped' : outcome.ok ? 'success' : 'failure';
    result.steps.push({ name: step.name ?? step.id ?? step.uses ?? step.run, conclusion });
    if (step.id) seen[step.id] = { outputs: outcome.outputs, outcome: conclusion, conclusion };
    if (!outcome.ok && step['continue-on-error'] !== true) status = 'failure';
  }
  return { status, seen };
}

async function uses(step, given, environment) {
  if (step.uses.startsWith('actions/')) return { ok: true, outputs: {} };
  const [name] = step.uses.split('@');
  const [owner, repository, ...below] = name.split('/');
  const root = spec.uses?.[owner + '/' + repository];
  if (!root) throw new Error('no folder given for ' + step.uses);
  return action(path.join(root, ...below), given, environment);
}

async function action(directory, given, environment) {
  const file = path.join(directory, 'action.yml');
  const said = await complaints(file);
  if (said.length) throw new Error(said.join('; '));
  const yaml = YAML.parse(fs.readFileSync(file, 'utf8'));
  for (const name of Object.keys(given)) {
    if (!(name in (yaml.inputs ?? {}))) result.problems.push('unexpected input ' + name);
  }
  const inputs = Object.fromEntries(Object.entries(yaml.inputs ?? {})
    .map(([name, input]) => [name, name in given ? given[name] : filled(input.default, { github, runner })]));
  const done = await steps(yaml.runs.steps, { inputs }, environment, directory);
  const outputs = Object.fromEntries(Object.entries(yaml.outputs ?? {})
    .map(([name, output]) => [name, filled(output.value, { inputs, github, steps: done.seen })]));
  return { ok: done.status === 'success', outputs };
}

async function job(file, name) {
  const said = await complaints(file);
  if (said.length) throw new Error(said.join('; '));
  const workflow = YAML.parse(fs.readFileSync(file, 'utf8'));
  const wanted = workflow.jobs[name];
  const contexts = { inputs: github.event.inputs ?? {}, vars: {}, secrets: { GITHUB_TOKEN: github.token } };
  if (!runs(wanted.if, { github, ...contexts }, 'success')) return { ok: true, outputs: {}, skipped: true };
  const environment = { ...all(workflow.env, { github, ...contexts }), ...all(wanted.env, { github, ...contexts }) };
  const done = await steps(wanted.steps, contexts, environment);
  return { ok: done.status === 'success', outputs: {} };
}

try {
  const done = spec.workflow
    ? await job(spec.workflow, spec.job)
    : await action(spec.action, spec.with ?? {}, {});
  Object.assign(result, done);
} catch (e) {
  console.error('invalid: ' + e.message);
  process.exit(2);
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
console.log(JSON.stringify(result));
