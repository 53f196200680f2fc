// Makes src/test/resources/openapi/github-extract.json: GitHub's own OpenAPI description, cut down to the operations
// that the sandbox answers (operations.txt, one "METHOD /template" a line) and turned into plain JSON Schema.
//
// By hand, when an operation is added or GitHub's description is to be brought up to date:
//
//   npm pack @octokit/openapi@23.0.2 && tar xf octokit-openapi-23.0.2.tgz
//   node src/test/openapi/extract.mjs package/generated/api.github.com.json
//
// Descriptions, examples and vendor extensions are left out; `nullable` becomes a null type; `oneOf` becomes `anyOf`,
// because some of GitHub's alternatives overlap; only schemas that can be reached are kept.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const spec = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const wanted = fs.readFileSync(path.join(here, 'operations.txt'), 'utf8').split('\n').filter(Boolean);

const DROPPED = new Set(['example', 'examples', 'description', 'title', 'discriminator', 'xml', 'externalDocs',
  'deprecated', 'readOnly', 'writeOnly', 'nullable', 'default']);
const FORMATS = new Set(['date-time', 'date', 'uri', 'email']);
const reached = new Set();

// One operation's account has to be a user and an enterprise at once; everywhere else the description says "either".
const eitherAccount = all => ['login', 'slug'].every(name => all.some(one => one.required?.includes(name)));

function convert(schema) {
  if (Array.isArray(schema)) return schema.map(convert);
  if (!schema || typeof schema !== 'object') return schema;
  if (schema.$ref) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    reached.add(name);
    return { $ref: '#/definitions/' + name };
  }
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key) || key.startsWith('x-')) continue;
    if (key === 'properties' || key === 'patternProperties') {
      out[key] = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, convert(inner)]));
    } else if (key === 'allOf' && eitherAccount(value)) {
      out.anyOf = convert(value);
    } else if (key === 'oneOf' || key === 'anyOf') {
      out.anyOf = [...(out.anyOf ?? []), ...convert(value)];
    } else if (key === 'format') {
      if (FORMATS.has(value)) out.format = value;
    } else if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
      if (typeof value === 'number') out[key] = value;
    } else {
      out[key] = ['items', 'additionalProperties', 'not', 'allOf'].includes(key) ? convert(value) : value;
    }
  }
  if (!schema.nullable) return out;
  if (typeof out.type === 'string' && !out.anyOf && !out.allOf) {
    out.type = [out.type, 'null'];
    if (out.enum && !out.enum.includes(null)) out.enum = [...out.enum, null];
    return out;
  }
  return { anyOf: [out, { type: 'null' }] };
}

const deref = x => x?.$ref
  ? x.$ref.slice(2).split('/').reduce((at, key) => at[key.replace(/~1/g, '/').replace(/~0/g, '~')], spec) : x;
const jsonOf = content => content?.['application/json'] ?? Object.entries(content ?? {}).find(([k]) => /json/.test(k))?.[1];

const operations = {}, definitions = {};
const named = (name, schema) => { definitions[name] = convert(schema); return name; };
for (const line of wanted) {
  const [method, template] = line.split(' ');
  const item = spec.paths[template], operation = item?.[method.toLowerCase()];
  if (!operation) throw new Error('GitHub describes no ' + line);
  const id = operation.operationId.replace('/', '.');
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(deref);
  const request = jsonOf(deref(operation.requestBody)?.content)?.schema;
  operations[line] = {
    query: Object.fromEntries(parameters.filter(p => p.in === 'query').map(p => [p.name, convert(p.schema ?? {})])),
    request: request ? named(id + '.request', request) : null,
    responses: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => {
      const schema = jsonOf(deref(response).content)?.schema;
      return [status, schema ? named(id + '.' + status, schema) : null];
    })),
  };
}
for (let before = -1; before !== reached.size;) {
  before = reached.size;
  for (const name of [...reached]) definitions[name] ??= convert(spec.components.schemas[name]);
}
const out = path.join(here, '../resources/openapi/github-extract.json');
fs.mkdirSync(path.dirname(out), { recursive: true });
// One line an entry, sorted: a newer description then shows as a readable difference.
const lines = map => Object.keys(map).sort().map(key => `  ${JSON.stringify(key)}: ${JSON.stringify(map[key])}`).join(',\n');
const source = `@octokit/openapi@23.0.2, ${spec.info.title} ${spec.info.version}`;
fs.writeFileSync(out, `{"source": ${JSON.stringify(source)},\n"operations": {\n${lines(operations)}\n},\n"definitions": {\n${lines(definitions)}\n}}\n`);
console.log(`${wanted.length} operations, ${Object.keys(definitions).length} schemas, ${fs.statSync(out).size} bytes`);
