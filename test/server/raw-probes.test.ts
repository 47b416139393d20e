import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltServer, buildServer } from '../support/lsp-build.ts';
import { frame, type RpcMessage, startProcess } from '../support/lsp-process.ts';

const initialize = {
  jsonrpc: '2.0',
  id: 'init',
  method: 'initialize',
  params: { processId: null, capabilities: {}, rootUri: null },
};
const initialized = { jsonrpc: '2.0', method: 'initialized', params: {} };
const shutdown = { jsonrpc: '2.0', id: 'bye', method: 'shutdown' };
const exit = { jsonrpc: '2.0', method: 'exit' };
const open = (text: string, version = 1): object => ({
  jsonrpc: '2.0',
  method: 'textDocument/didOpen',
  params: { textDocument: { uri: 'untitled:CHANGELOG.md', languageId: 'markdown', version, text } },
});
const change = (version: number, ...contentChanges: object[]): object => ({
  jsonrpc: '2.0',
  method: 'textDocument/didChange',
  params: { textDocument: { uri: 'untitled:CHANGELOG.md', version }, contentChanges },
});
const request = (id: number | string, method: string, params?: unknown): object => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
const raw = (headers: string, body = ''): string => `${headers}\r\n\r\n${body}`;
const at = (line: number, character: number): object => ({ line, character });

/** What was answered to one id: an error's code, or `ok`. */
type Answer = number | 'ok';

interface Probe {
  readonly name: string;
  /** Sent one after the other; texts and bytes as they are, objects with their header. */
  readonly send: readonly (object | string | Buffer)[];
  /** The answers by id, in the order of the table; an id that has two has both, so that no reply can come twice. */
  readonly answers?: Readonly<Record<string, readonly Answer[]>>;
  /** The exit code that must follow without anything else being sent; left out, the server must still answer. */
  readonly exit?: number;
  readonly stderr?: RegExp;
  readonly endOfInput?: boolean;
}

const READY = [initialize, initialized] as const;

const probes: readonly Probe[] = [
  // The life cycle.
  { name: 'initialize is answered', send: [initialize], answers: { init: ['ok'] } },
  {
    name: 'a request before initialize is refused',
    send: [request(1, 'textDocument/hover', {}), initialize],
    answers: { 1: [-32002], init: ['ok'] },
  },
  {
    name: 'shutdown before initialize is refused',
    send: [shutdown, initialize],
    answers: { bye: [-32002], init: ['ok'] },
  },
  {
    name: 'an unknown request before initialize is refused',
    send: [request(1, '$/no'), initialize],
    answers: { 1: [-32002], init: ['ok'] },
  },
  {
    name: 'a notification before initialize is dropped',
    send: [open('# x'), initialize],
    answers: { init: ['ok'] },
    stderr: /Ignored "textDocument\/didOpen": it came before initialize/,
  },
  {
    name: 'a second initialize is refused',
    send: [...READY, { ...initialize, id: 2 }],
    answers: { init: ['ok'], 2: [-32600] },
  },
  {
    name: 'a second initialize before the reply to the first is refused',
    send: [frame(initialize) + frame({ ...initialize, id: 2 })],
    answers: { init: ['ok'], 2: [-32600] },
  },
  {
    name: 'initialize without capabilities is refused and may be repeated',
    send: [request(1, 'initialize', { processId: null }), initialize],
    answers: { 1: [-32602], init: ['ok'] },
  },
  {
    name: 'initialize without parameters is refused',
    send: [request(1, 'initialize'), initialize],
    answers: { 1: [-32602], init: ['ok'] },
  },
  { name: 'exit before initialize ends with 1', send: [exit], exit: 1 },
  { name: 'exit without shutdown ends with 1', send: [...READY, exit], exit: 1 },
  { name: 'exit after shutdown ends with 0', send: [...READY, shutdown, exit], answers: { bye: ['ok'] }, exit: 0 },
  {
    name: 'everything in one piece is answered before the end',
    send: [[initialize, initialized, shutdown, exit].map(frame).join('')],
    answers: { init: ['ok'], bye: ['ok'] },
    exit: 0,
  },
  {
    name: 'a request after shutdown is refused',
    send: [
      ...READY,
      shutdown,
      request(1, 'textDocument/hover', {}),
      request(2, 'initialize', { capabilities: {} }),
      exit,
    ],
    answers: { bye: ['ok'], 1: [-32600], 2: [-32600] },
    exit: 0,
  },
  {
    name: 'a second shutdown is refused',
    send: [...READY, shutdown, { ...shutdown, id: 2 }, exit],
    answers: { bye: ['ok'], 2: [-32600] },
    exit: 0,
  },
  { name: 'the end of input ends with 1', send: [...READY], endOfInput: true, exit: 1 },
  { name: 'the end of input before initialize ends with 1', send: [], endOfInput: true, exit: 1 },
  {
    name: 'the end of input in the middle of a message ends with 1',
    send: ['Content-Length: 50\r\n\r\n{'],
    endOfInput: true,
    exit: 1,
  },
  { name: 'the end of input after shutdown ends with 0', send: [...READY, shutdown], endOfInput: true, exit: 0 },

  // The framing.
  {
    name: 'no Content-Length',
    send: [...READY, raw('Content-Type: text/plain', '{}')],
    exit: 1,
    stderr: /a header without Content-Length/,
  },
  {
    name: 'a negative Content-Length',
    send: [...READY, raw('Content-Length: -5', '{}')],
    exit: 1,
    stderr: /no number of bytes/,
  },
  {
    name: 'a Content-Length that is no number',
    send: [...READY, raw('Content-Length: 1e3', '{}')],
    exit: 1,
    stderr: /no number of bytes/,
  },
  {
    name: 'a Content-Length of 9e15',
    send: [...READY, raw('Content-Length: 9000000000000000', '{}')],
    exit: 1,
    stderr: /more than the limit/,
  },
  {
    name: 'a Content-Length of 30 digits',
    send: [...READY, raw(`Content-Length: ${'9'.repeat(30)}`, '{}')],
    exit: 1,
    stderr: /no number of bytes/,
  },
  {
    name: 'two Content-Lengths that differ',
    send: [...READY, raw('Content-Length: 2\r\nContent-Length: 3', '{}')],
    exit: 1,
    stderr: /differ/,
  },
  {
    name: '1 MB without a line end',
    send: [...READY, Buffer.alloc(1024 * 1024, 'a')],
    exit: 1,
    stderr: /no end of the header/,
  },
  { name: '1 MB of headers', send: [...READY, 'X: y\r\n'.repeat(170_000)], exit: 1, stderr: /no end of the header/ },
  { name: 'JSON without a header', send: [...READY, JSON.stringify(shutdown)], exit: 1, stderr: /no header field/ },
  { name: 'zero bytes', send: [Buffer.alloc(64)], exit: 1, stderr: /no header field/ },
  {
    name: 'a header that does not go on',
    send: [...READY, 'Content-Le'],
    exit: 1,
    stderr: /a header that does not end/,
  },
  {
    name: 'a message cut off by the next one',
    send: [...READY, frame(open('x')).slice(0, -1) + frame(shutdown)],
    answers: { null: [-32700] },
    exit: 1,
  },
  { name: 'a message byte by byte', send: [...frame(initialize)], answers: { init: ['ok'] } },
  {
    name: 'header fields in any case and order',
    send: [`content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:${frame(initialize).slice(15)}`],
    answers: { init: ['ok'] },
  },
  {
    name: 'a charset that is not UTF-8',
    send: [raw('Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=latin1', '{}'), initialize],
    answers: { null: [-32700], init: ['ok'] },
  },

  // JSON and JSON-RPC.
  { name: 'no JSON', send: [...READY, frame('{"jsonrpc":')], answers: { null: [-32700] } },
  { name: 'an empty body', send: [...READY, frame('')], answers: { null: [-32700] } },
  {
    name: 'invalid UTF-8',
    send: [
      ...READY,
      Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n"'), Buffer.from([0xff, 0xfe]), Buffer.from('"')]),
    ],
    answers: { null: [-32700] },
  },
  { name: '100 000 nested lists', send: [...READY, frame('['.repeat(100_000))], answers: { null: [-32700] } },
  { name: 'a batch', send: [...READY, frame([shutdown])], answers: { null: [-32600] } },
  { name: 'an empty batch', send: [...READY, frame([])], answers: { null: [-32600] } },
  { name: 'a number', send: [...READY, frame('17')], answers: { null: [-32600] } },
  { name: 'null', send: [...READY, frame('null')], answers: { null: [-32600] } },
  {
    name: 'an object without method and result',
    send: [...READY, { jsonrpc: '2.0', id: 7 }],
    answers: { 7: [-32600] },
  },
  {
    name: 'a method that is no text',
    send: [...READY, { jsonrpc: '2.0', id: 7, method: 5 }],
    answers: { 7: [-32600] },
  },
  {
    name: 'an id that is an object',
    send: [...READY, { jsonrpc: '2.0', id: {}, method: 'shutdown' }],
    answers: { null: [-32600] },
  },
  {
    name: 'an id that is null',
    send: [...READY, { jsonrpc: '2.0', id: null, method: 'shutdown' }],
    answers: { null: [-32600] },
  },
  { name: 'an unknown request', send: [...READY, request(1, 'textDocument/nonsense', {})], answers: { 1: [-32601] } },
  { name: 'an unknown $/ request', send: [...READY, request(1, '$/nonsense')], answers: { 1: [-32601] } },
  {
    name: 'an unknown $/ notification',
    send: [...READY, { jsonrpc: '2.0', method: '$/nonsense' }],
    answers: { init: ['ok'] },
  },
  {
    name: 'a response to nobody',
    send: [...READY, { jsonrpc: '2.0', id: 99, result: null }],
    answers: { init: ['ok'] },
  },
  { name: '__proto__ as method', send: [...READY, request(1, '__proto__', {})], answers: { 1: [-32601] } },
  {
    name: 'two requests under one id, the first unanswered',
    send: [frame(initialize) + frame(request(5, '$/one')) + frame(request(5, '$/two'))],
    answers: { init: ['ok'], 5: [-32600, -32601] },
  },
  {
    name: 'a request that is cancelled has one answer',
    send: [
      [
        ...READY,
        request(5, 'textDocument/hover', { textDocument: { uri: 'untitled:CHANGELOG.md' }, position: at(0, 0) }),
        { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 5 } },
      ]
        .map(frame)
        .join(''),
    ],
    // Both are answers by the protocol: it may have been given before the cancelling was read.
    answers: { 5: [expect.toBeOneOf(['ok', -32800])] },
  },
  {
    name: 'the cancelling of nothing',
    send: [...READY, { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 12 } }],
    answers: { init: ['ok'] },
  },
  {
    name: 'a cancelling without parameters',
    send: [...READY, { jsonrpc: '2.0', method: '$/cancelRequest' }],
    answers: { init: ['ok'] },
    stderr: /names no request/,
  },

  // Parameters.
  {
    name: 'parameters by position',
    send: [...READY, request(1, 'textDocument/hover', [1, 2])],
    answers: { 1: [-32602] },
  },
  {
    name: 'parameters that are missing',
    send: [...READY, request(1, 'textDocument/hover', {})],
    answers: { 1: [-32602] },
  },
  {
    name: 'a position that is none',
    send: [
      ...READY,
      open('# x'),
      request(1, 'textDocument/hover', { textDocument: { uri: 'untitled:CHANGELOG.md' }, position: null }),
    ],
    answers: { 1: [-32602] },
  },
  {
    name: 'a position far outside',
    send: [
      ...READY,
      open('# x'),
      request(1, 'textDocument/hover', { textDocument: { uri: 'untitled:CHANGELOG.md' }, position: at(9e15, -3.5) }),
    ],
    answers: { 1: ['ok'] },
  },
  {
    name: 'a document that is not open',
    send: [
      ...READY,
      request(1, 'textDocument/hover', { textDocument: { uri: 'file:///nowhere/CHANGELOG.md' }, position: at(0, 0) }),
    ],
    answers: { 1: ['ok'] },
  },
  {
    name: 'notifications without parameters',
    send: [
      ...READY,
      ...['didOpen', 'didChange', 'didClose'].map((each) => ({ jsonrpc: '2.0', method: `textDocument/${each}` })),
    ],
    answers: { init: ['ok'] },
  },
  {
    name: 'a change of a document that is not open',
    send: [...READY, change(2, { text: '# x' })],
    answers: { init: ['ok'] },
  },
  {
    name: 'ranges that are reversed, negative, and outside',
    send: [...READY, open('# x\n'), change(2, { range: { start: at(5, 9), end: at(0, -1) }, text: 'y' })],
    answers: { init: ['ok'] },
  },
  {
    name: 'a change that is none',
    send: [...READY, open('# x\n'), change(2, { range: null, text: 5 })],
    answers: { init: ['ok'] },
  },
];

describe('raw probes of the built server over stdio (T131)', () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await buildServer();
  });
  afterAll(() => server.remove());

  it.concurrent.each(probes)(
    '$name',
    { timeout: 60_000 },
    async ({ send, answers = {}, exit: code, stderr, endOfInput }) => {
      const process = startProcess(server.file);
      for (const each of send) process.write(typeof each === 'string' || Buffer.isBuffer(each) ? each : frame(each));
      if (endOfInput) process.closeInput();
      if (code === undefined) {
        // Still alive and in order: what is asked now is answered, and then it ends as it should.
        process.send({ id: 'last', method: 'shutdown' });
        await process.next(({ id }) => id === 'last');
        process.send({ method: 'exit' });
      }
      expect(await process.exit).toBe(code ?? 0);
      const responses = process.received.filter(({ method, id }) => method === undefined && id !== undefined);
      for (const [id, expected] of Object.entries(answers)) {
        expect(responses.filter((each) => String(each.id) === id).map(toAnswer), `answers to ${id}`).toEqual(expected);
      }
      const unasked = responses.filter(
        ({ id }) => !Object.hasOwn(answers, String(id)) && !['init', 'bye', 'last'].includes(String(id)),
      );
      expect(unasked).toEqual([]);
      if (stderr) expect(process.stderr()).toMatch(stderr);
    },
  );
});

function toAnswer({ error }: RpcMessage): Answer {
  return error ? error.code : 'ok';
}
