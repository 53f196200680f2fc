// Renders the Markdown beside this file as GitHub shows it, into the README's PNGs.
//   cd docs/pictures && npm ci && node render.mjs      (needs Debian's chromium; CHROMIUM names another)
// The Markdown is what the program writes: PicturesTest holds it against a sandbox.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { marked } from 'marked';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures-'));

// GitHub shows front matter as a table, and draws the code blocks of Mermaid.
const frontMatter = text => {
  const [, yaml, rest] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (!yaml) return text;
  const pairs = yaml.split('\n').map(line => line.split(/:\s*/));
  const row = (cell, i) => '<tr>' + pairs.map(p => `<${cell}>${p[i].replace(/[[\]"]/g, '')}</${cell}>`).join('') + '</tr>';
  return `<table>${row('th', 0)}${row('td', 1)}</table>\n\n${rest}`;
};
const html = text => marked.parse(frontMatter(text))
  .replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>')
  .replaceAll('<details>', '<details open>');

const page = (body, bar) => `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="${pathToFileURL(path.join(modules, 'github-markdown-css/github-markdown-light.css'))}">
<style>
  body { margin: 0; background: #fff; }
  .box { margin: 12px; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; }
  .bar { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; font: 14px "DejaVu Sans", sans-serif; }
  .bar b { color: #1f2328; }
  .markdown-body { padding: 16px; font-size: 15px; }
  .mermaid { background: none !important; text-align: center; padding: 0 !important; }
  .mermaid svg { height: auto; max-width: 34% !important; }
</style>
<div class="box"><div class="bar">${bar}</div><div class="markdown-body">${body}</div></div>
<script src="${pathToFileURL(path.join(modules, 'mermaid/dist/mermaid.min.js'))}"></script>
<script>
  mermaid.initialize({ startOnLoad: false, flowchart: { htmlLabels: false } });
  mermaid.run().then(() => { document.title = 'height=' + Math.ceil(document.querySelector('.box').getBoundingClientRect().height + 24); });
</script>`;

const chromium = (...more) => spawnSync(process.env.CHROMIUM ?? '/usr/bin/chromium', [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--allow-file-access-from-files', '--virtual-time-budget=20000',
  `--user-data-dir=${fs.mkdtempSync(path.join(scratch, 'profile-'))}`, ...more,
], { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 28 });

for (const [name, bar] of [
  ['plan', 'app / plans / <b>system-upgrade.md</b>'],
  ['preview', '<b>github-actions</b> bot commented now'],
]) {
  const file = path.join(scratch, name + '.html');
  fs.writeFileSync(file, page(html(fs.readFileSync(path.join(here, name + '.md'), 'utf8')), bar));
  const url = pathToFileURL(file).href;
  const [, height] = /<title>height=(\d+)<\/title>/.exec(chromium('--window-size=860,1200', '--dump-dom', url).stdout) ?? [];
  if (!height) throw new Error(name + ' was not drawn');
  const png = path.join(here, name + '.png');
  chromium(`--window-size=860,${height}`, '--screenshot=' + png, url);
  console.log(`${png}: ${fs.statSync(png).size} bytes`);
}
fs.rmSync(scratch, { recursive: true, force: true });
