// GitHub's own parser, schema and expression semantics, as published on npm, for the tests beside this file.
import fs from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// @actions/workflow-parser imports .json without saying so, which plain node refuses: serve it as a module.
register('data:text/javascript,' + encodeURIComponent(`
  import fs from 'node:fs';
  export async function load(url, context, next) {
    return url.startsWith('file:') && url.endsWith('.json') && url.includes('/@actions/')
      ? { format: 'module', shortCircuit: true, source: 'export default ' + fs.readFileSync(new URL(url), 'utf8') }
      : next(url, context);
  }`));

// Installed once into a folder of its own: the sources stay as they are.
export const tools = path.resolve(process.env.ACTIONS_TOOLS ?? 'target/actions', 'node_modules');
const load = name => import(pathToFileURL(path.join(tools, name)));

const { Lexer, Parser, Evaluator, data } = await load('@actions/expressions/dist/index.js');
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await load('@actions/workflow-parser/dist/index.js');
const { parseAction } = await load('@actions/workflow-parser/dist/actions/index.js');
export const YAML = (await load('yaml/dist/index.js')).default;

// What GitHub would say against an action.yml or a workflow; nothing when it is good.
export async function complaints(file) {
  const isAction = /(^|\/)action\.ya?ml$/.test(file);
  const source = { name: file, content: fs.readFileSync(file, 'utf8') };
  const parsed = (isAction ? parseAction : parseWorkflow)(source, new NoOperationTraceWriter());
  const said = [];
  if (!isAction && parsed.value) {
    try {
      await convertWorkflowTemplate(parsed.context, parsed.value);
    } catch (e) {
      said.push(e.message);
    }
  }
  return said.concat(parsed.context.errors.getErrors().map(e => e.message));
}

const asData = value => {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(asData));
  return new data.Dictionary(...Object.entries(value).map(([key, v]) => ({ key, value: asData(v) })));
};

const statusFunctions = status => ['success', 'failure', 'always', 'cancelled'].map(name => [name, {
  name, minArgs: 0, maxArgs: 0,
  call: () => new data.BooleanData(name === 'always' || name === status),
}]);

function evaluate(expression, contexts, status) {
  const functions = new Map(statusFunctions(status));
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), [...functions.values()]);
  return new Evaluator(parser.parse(), asData(contexts), functions).evaluate();
}

const EXPRESSION = /\$\{\{((?:'(?:[^']|'')*'|\}(?!\})|[^'}])*)\}\}/g;

// Text with its ${{ }} filled in.
export const filled = (text, contexts, status = 'success') =>
  String(text ?? '').replace(EXPRESSION, (_, e) => evaluate(e.trim(), contexts, status).coerceString());

// Whether a step with this `if:` runs; without a status function it wants success.
export function runs(condition, contexts, status) {
  if (condition === undefined) return status === 'success';
  const expression = String(condition).trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1').trim();
  if (!/\b(success|failure|always|cancelled)\s*\(/i.test(expression) && status !== 'success') return false;
  const value = evaluate(expression, contexts, status);
  return !['', '0', 'false', 'null'].includes(value.coerceString());
}
