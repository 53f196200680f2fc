// A hook for node's loader: GitHub's parser imports its schemas as bare JSON, which node refuses without an attribute.
import { readFile } from 'node:fs/promises';

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.json')) return next(url, context);
  const json = await readFile(new URL(url), 'utf8');
  return { format: 'module', shortCircuit: true, source: `export default ${json};` };
}
