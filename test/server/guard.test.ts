import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../server/guard/frames.ts';
import { Lifecycle } from '../../server/guard/lifecycle.ts';
import { frame } from '../support/lsp-process.ts';

describe('FrameReader', () => {
  it('reads the same messages however the bytes are cut', () => {
    const bodies = fc.array(fc.json({ maxDepth: 2 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        bodies,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        (texts, sizes) => {
          const bytes = Buffer.from(texts.map((text) => frame(text)).join(''));
          const reader = new FrameReader();
          const read: string[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length] as number;
            for (const { body } of reader.push(bytes.subarray(at, at + size))) read.push(body?.toString() ?? '');
            at += size;
          }
          expect(read).toEqual(texts);
          expect(reader.broken).toBeNull();
          expect(reader.state).toBe('between');
        },
      ),
    );
  });

  it('loses the framing for the same bytes, however they are cut', () => {
    const bytes = Buffer.from(`${frame('{}')}GET / HTTP/1.1\r\n`);
    const whole = new FrameReader();
    whole.push(bytes);
    const cut = new FrameReader();
    for (const byte of bytes) cut.push(Buffer.from([byte]));
    expect([whole.broken, cut.broken]).toEqual(['bytes that are no header field', 'bytes that are no header field']);
  });

  it('never throws, and keeps little of what it cannot read', () => {
    const pieces = fc.constantFrom(
      'Content-Length: 2',
      'Content-Length: -1',
      '\r\n',
      '\n',
      '{}',
      ':',
      'x: y',
      '\0',
      'content-type: a;charset=',
      '9',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const reader = new FrameReader();
        for (const part of parts) reader.push(Buffer.from(part));
        if (reader.broken !== null) expect(reader.push(Buffer.from(frame('{}')))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('Lifecycle', () => {
  const message = fc.oneof(
    fc.record({
      id: fc.constantFrom(1, 2, 'a'),
      method: fc.constantFrom('initialize', 'shutdown', 'x', '$/y'),
      params: fc.constantFrom({ capabilities: {} }, null),
    }),
    fc.record({ method: fc.constantFrom('exit', 'initialized', '$/cancelRequest', 'textDocument/didOpen') }),
    fc.record({ id: fc.constantFrom(1, 2, 'a', null), result: fc.constant(null) }),
    fc.anything(),
  );

  it('has a verdict for everything, and lets each id have one request at a time', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
        const lifecycle = new Lifecycle();
        const open = new Set<unknown>();
        for (const [i, each] of messages.entries()) {
          const { kind } = lifecycle.receive(each);
          const id = (each as { id?: unknown; method?: unknown } | null)?.id;
          if (kind === 'pass' && typeof (each as { method?: unknown }).method === 'string' && id !== undefined) {
            expect(open.has(id)).toBe(false);
            open.add(id);
          }
          if (i % 3 === 0 && open.size > 0) {
            const [answered] = open;
            open.delete(answered);
            lifecycle.sent({ jsonrpc: '2.0', id: answered, result: null });
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('may be initialized again after initialize failed', () => {
    const lifecycle = new Lifecycle();
    const initialize = { id: 1, method: 'initialize', params: { capabilities: {} } };
    expect(lifecycle.receive(initialize).kind).toBe('pass');
    lifecycle.sent({ id: 1, error: { code: -32603, message: 'x' } });
    expect(lifecycle.receive({ id: 2, method: 'x' })).toMatchObject({ kind: 'reply', code: -32002 });
    expect(lifecycle.receive({ ...initialize, id: 3 }).kind).toBe('pass');
  });
});
