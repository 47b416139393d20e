import { describeTool, type Tool, toToolArgv } from './tools.ts';

/** What a tool's command printed, and how it ended. */
export interface ToolRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface McpOptions {
  readonly version: string;
  readonly tools: readonly Tool[];
  readonly run: (tool: Tool, argv: readonly string[]) => Promise<ToolRun>;
}

/** Answers one line of input; null where there is nothing to answer. */
export type McpServer = (line: string) => Promise<object | null>;

/** The versions of the Model Context Protocol that are spoken, the newest first. */
export const PROTOCOL_VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05'] as const;

const ERRORS = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  notInitialized: -32002,
} as const;

class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A server of the Model Context Protocol over JSON-RPC 2.0, one message a line.
 *
 * What is no request is answered with an error and changes nothing; notifications are never answered.
 */
export function createMcpServer({ version, tools, run }: McpOptions): McpServer {
  let initialized = false;
  const methods: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => Promise<object> | object>> = {
    initialize: ({ protocolVersion }) => {
      initialized = true;
      return {
        protocolVersion: PROTOCOL_VERSIONS.find((each) => each === protocolVersion) ?? PROTOCOL_VERSIONS[0],
        capabilities: { tools: { listChanged: false } },
        serverInfo: { name: 'release-ledger', title: 'Release Ledger', version },
      };
    },
    ping: () => ({}),
    'tools/list': () => ({ tools: tools.map(describeTool) }),
    'tools/call': ({ name, arguments: given = {} }) => {
      const tool = tools.find((each) => each.name === name);
      if (!tool)
        throw new RpcError(ERRORS.invalidParams, `there is no tool ${JSON.stringify(name) ?? 'without a name'}`);
      if (!isObject(given)) throw new RpcError(ERRORS.invalidParams, 'the arguments of a tool are an object');
      const argv = toToolArgv(tool, given);
      if (typeof argv === 'string') throw new RpcError(ERRORS.invalidParams, argv);
      return callTool(tool, argv, run);
    },
  };
  return async (line) => {
    if (line.trim() === '') return null;
    const message = parse(line);
    if (!isObject(message)) return failure(null, ERRORS.parse, 'the line is no JSON object');
    const { jsonrpc, id, method, params = {} } = message;
    const isRequest = typeof id === 'string' || typeof id === 'number';
    if (jsonrpc !== '2.0' || typeof method !== 'string') {
      // An answer to something that was never asked is none of ours.
      if (typeof method !== 'string' && ('result' in message || 'error' in message)) return null;
      return failure(isRequest ? id : null, ERRORS.invalidRequest, 'the message is no request of JSON-RPC 2.0');
    }
    if (id === undefined) return null;
    if (!isRequest) return failure(null, ERRORS.invalidRequest, 'the id of a request is a text or a number');
    try {
      if (!Object.hasOwn(methods, method)) throw new RpcError(ERRORS.unknownMethod, `there is no method ${method}`);
      if (!isObject(params)) throw new RpcError(ERRORS.invalidParams, 'the parameters are an object');
      if (!initialized && method !== 'initialize' && method !== 'ping')
        throw new RpcError(ERRORS.notInitialized, 'the first request is “initialize”');
      return { jsonrpc: '2.0', id, result: await methods[method]?.(params) };
    } catch (error) {
      if (error instanceof RpcError) return failure(id, error.code, error.message);
      return failure(id, ERRORS.internal, `this is a defect of release-ledger: ${String(error)}`);
    }
  };
}

/** An agent reads the answer as one piece; more than this of it helps nobody. In characters. */
const ANSWER_LIMIT = 2_000_000;

async function callTool(tool: Tool, argv: readonly string[], run: McpOptions['run']): Promise<object> {
  const { code, stdout, stderr } = await run(tool, argv);
  if (stdout.length > ANSWER_LIMIT)
    return answer('The answer is too long: ask for less of it, by versions, files or days.', true);
  // Findings are what a check is for; anything above is a failure.
  const isError = code > 1 || (code === 1 && stdout.trim() === '');
  const value = tool.format === 'json' ? parse(stdout) : null;
  const text = [stdout.trimEnd(), stderr.trimEnd()].filter((each) => each !== '').join('\n\n');
  return { ...answer(text === '' ? 'Done.' : text, isError), ...(isObject(value) ? { structuredContent: value } : {}) };
}

function answer(text: string, isError: boolean): object {
  return { content: [{ type: 'text', text }], isError };
}

/** The answer to a line that cannot be one of the protocol. */
export function failure(id: string | number | null, code: number, message: string): object {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

/** `undefined` is what no JSON can mean. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
