// node src/test/lint/lint.mjs FILE…: holds actions (action.yml) and workflows (any other name) against GitHub's own parser, which
// knows the schema, the expressions and the contexts of each place, and against the JSON schemas that editors use, which also see
// that every needed job exists.
// Prints `file: complaint` lines. Exit codes: 0 nothing to complain about, 1 complaints, 2 usage, 75 the tools cannot be had here.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const UNAVAILABLE = 75;
const here = path.dirname(fileURLToPath(import.meta.url));
const tools = path.resolve(here, '../../../target/lint');
const wanted = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8')).dependencies;

const installed = (name, version) => {
  const file = path.join(tools, 'node_modules', name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
};

function install() {
  if (Object.entries(wanted).every(([name, version]) => installed(name, version))) return;
  mkdirSync(tools, { recursive: true });
  const exact = Object.entries(wanted).map(([name, version]) => `${name}@${version}`);
  // On Windows npm is a script, which only a shell can start; the words are our own.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund',
    '--prefer-offline', '--fetch-retries=0', '--prefix', process.platform === 'win32' ? `"${tools}"` : tools, ...exact],
    { encoding: 'utf8', shell: process.platform === 'win32', timeout: 120_000 });
  if (npm.status === 0) return;
  const why = npm.error?.message ?? npm.stderr.split('\n').filter(l => l.startsWith('npm error')).slice(0, 3).join(' ');
  console.log(`npm could not install ${exact.join(', ')}: ${why}`);
  process.exit(UNAVAILABLE);
}

// Imported by their path, since this file does not stand beside node_modules.
const from = file => import(pathToFileURL(path.join(tools, 'node_modules', file)));

async function parsers() {
  register('./json.mjs', import.meta.url);
  const [workflows, actions, schemas] = await Promise.all([
    from('@actions/workflow-parser/dist/index.js'),
    from('@actions/workflow-parser/dist/actions/index.js'),
    from('@action-validator/core/action_validator.js'),
  ]);
  // The schemas' globs need a file system, which they say each time.
  console.warn = () => {};
  const quiet = new workflows.NoOperationTraceWriter();
  return {
    async action(name, content) {
      const { context } = actions.parseAction({ name, content }, quiet);
      return [...messages(context.errors.getErrors()), ...leaves(schemas.validateAction(content))];
    },
    async workflow(name, content) {
      const { context, value } = workflows.parseWorkflow({ name, content }, quiet);
      if (value) await workflows.convertWorkflowTemplate(context, value);
      return [...messages(context.errors.getErrors()), ...leaves(schemas.validateWorkflow(olderPermissions(content)))];
    },
  };
}

// The schemas are older than this permission; GitHub's parser knows it, and has seen the text as it is.
const olderPermissions = text => text.replace(/^ +attestations: (read|write|none)$/gm, '');

const messages = errors => errors.map(e => e.message);

// The schemas answer with a tree of what each alternative lacks; its leaves are what a person can act on.
const leaves = node => (node.errors ?? []).flatMap(e => {
  const below = (e.states ?? []).flatMap(leaves);
  return below.length ? below : [[e.path, e.detail ?? e.title].filter(Boolean).join(': ')];
});

const files = process.argv.slice(2);
if (!files.length) {
  console.log('usage: node lint.mjs FILE…');
  process.exit(2);
}
install();
const { action, workflow } = await parsers();
let complaints = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const said = await (/^action\.ya?ml$/.test(path.basename(file)) ? action : workflow)(path.basename(file), text);
  for (const words of new Set(said)) {
    complaints++;
    console.log(`${file}: ${words}`);
  }
}
console.log(complaints ? `${complaints} complaints` : `${files.length} files are good`);
process.exit(complaints ? 1 : 0);
