import { isAbsolute } from 'node:path';
import { version } from '../../../package.json';
import { run } from '../main.ts';
import { readLines } from '../mcp/read-lines.ts';
import { createMcpServer, failure, type ToolRun } from '../mcp/server.ts';
import { TOOLS, type Tool } from '../mcp/tools.ts';
import { EXIT, printNote, type Session } from '../session.ts';

/** Characters of a message; no request of an agent is longer. */
const LINE_LIMIT = 4 * 1024 * 1024;

/** `mcp`: the commands as tools of the Model Context Protocol, over standard input and output, until the input ends. */
export async function mcp(
  session: Session,
  _args: readonly string[],
  { allowWrites }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const tools = TOOLS.filter(({ writes }) => allowWrites === true || !writes);
  const answer = createMcpServer({ version, tools, run: (tool, argv) => runTool(session, tool, argv) });
  printNote(
    session,
    `${tools.length} tools, ${allowWrites === true ? 'some of which change files' : 'all of them only read'}`,
  );
  for await (const line of readLines(session.host.openInput(), LINE_LIMIT)) {
    const reply = line === null ? failure(null, -32600, 'the message is too long') : await answer(line);
    if (reply) session.out.exact(`${toOneLine(reply)}\n`);
  }
  return EXIT.done;
}

/** Runs a command as the command line does, in the folder that the server was started for. */
async function runTool({ host, root, options }: Session, { format }: Tool, argv: readonly string[]): Promise<ToolRun> {
  const outside = argv.slice(argv.indexOf('--') + 1).find((each) => argv[0] === 'check' && leadsOut(each));
  if (argv.includes('--') && outside !== undefined)
    return { code: EXIT.usage, stdout: '', stderr: `${outside} leads out of the folder` };
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    columns: null,
    write: (text: string): void => {
      written[name] += text;
    },
  });
  const global = [
    ...(options.policy === undefined ? [] : [`--policy=${options.policy}`]),
    ...(format === null ? [] : [`--format=${format}`]),
    '--no-color',
  ];
  // Nobody is there to be asked, and the input belongs to the protocol.
  const own = {
    ...host,
    cwd: root,
    confirm: null,
    readInput: async () => new Uint8Array(),
    stdout: output('stdout'),
    stderr: output('stderr'),
  };
  return { code: await run([...global, ...argv], own), ...written };
}

function leadsOut(path: string): boolean {
  return isAbsolute(path) || path.split(/[/\\]/).includes('..');
}

/** JSON on one line, in ASCII, so that nothing in it can act on whoever looks at it. */
function toOneLine(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
