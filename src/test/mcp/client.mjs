// An agent's side of `setpoint mcp`, by the official TypeScript SDK over stdio. One scene of calls comes in on stdin, one answer each
// goes out: client.mjs COMMAND ARGUMENTS...
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import readline from "node:readline";

const require = createRequire(path.join(process.env.MCP_MODULES, "here.js"));
const load = (name) => import(pathToFileURL(require.resolve(`@modelcontextprotocol/sdk/${name}`)));
const { Client } = await load("client/index.js");
const { StdioClientTransport } = await load("client/stdio.js");

const [command, ...args] = process.argv.slice(2);
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(SETPOINT_|GITHUB_API_URL$|PATH$|HOME$)/.test(name)));
const transport = new StdioClientTransport({ command, args, env: environment, cwd: process.env.MCP_DIRECTORY, stderr: "pipe" });
let stderr = "";
transport.stderr.on("data", (data) => { stderr += data; });
const strays = [];
const client = new Client({ name: "setpoint-test", version: "1.0.0" });
client.onerror = (e) => strays.push(String(e));
await client.connect(transport);

const out = (answer) => console.log(JSON.stringify(answer));
out({ server: client.getServerVersion(), capabilities: client.getServerCapabilities(), instructions: client.getInstructions() });

// A line in is a tool and its arguments, or "tools", or nothing more.
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { tool, arguments: given } = JSON.parse(line);
  if (tool === "tools") {
    out(await client.listTools());
  } else {
    try {
      out(await client.callTool({ name: tool, arguments: given }, undefined, { timeout: 120_000 }));
    } catch (e) {
      out({ refused: e.message, code: e.code });
    }
  }
}
await client.close();
out({ stderr, strays });
