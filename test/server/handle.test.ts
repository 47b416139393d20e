import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Handlers, requireDocument, requirePosition, requireRange, requireText } from '../../server/handle.ts';
import type { Manifests } from '../../server/manifests/manifests.ts';
import type { Session } from '../../server/session.ts';

const token = new CancellationTokenSource().token;
const params = { textDocument: { uri: 'file:///CHANGELOG.md' } };
const session = { view: async () => ({}) } as unknown as Session;

describe('Handlers', () => {
  it('log what fails, and answer with nothing', async () => {
    const logged: string[] = [];
    const handler = new Handlers(session, (message) => logged.push(message)).view('hover', null, () => {
      throw new Error('broken');
    });
    expect(await handler(params, token)).toBeNull();
    expect(logged[0]).toMatch(/^hover failed: Error: broken/);
  });

  it('log what fails in a notification', async () => {
    const logged: string[] = [];
    await new Handlers(session, (message) => logged.push(message)).notification('didOpen', () => {
      throw new Error('broken');
    })({});
    expect(logged[0]).toMatch(/^didOpen was ignored: Error: broken/);
  });

  it('pass on what was refused on purpose', async () => {
    const refusal = new ResponseError(LSPErrorCodes.RequestFailed, 'no');
    const handler = new Handlers(session, () => undefined).view('rename', null, () => {
      throw refusal;
    });
    await expect(handler(params, token)).rejects.toBe(refusal);
  });

  it('refuse what is no document', async () => {
    const handler = new Handlers(session, () => undefined).view('hover', null, () => null);
    await expect(handler({ textDocument: { uri: 5 } } as never, token)).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
    });
  });

  const at = { line: 1, character: 2 };
  it.each<[name: string, check: (value: unknown) => void, taken: readonly unknown[], refused: readonly unknown[]]>([
    [
      'textDocument.uri',
      requireDocument,
      [params, { ...params, more: 1 }],
      [null, undefined, 5, 'x', [], {}, { textDocument: null }, { textDocument: [] }, { textDocument: {} }],
    ],
    ['position', requirePosition, [at], [null, [], {}, { line: 1 }, { character: 2 }, { line: '1', character: 2 }]],
    ['range', requireRange, [{ start: at, end: at }], [null, []]],
    ['position', requireRange, [], [{}, { start: at }, { end: at }, { start: at, end: { line: 1 } }]],
    ['name', (value) => requireText(value, 'name'), ['', 'x'], [null, undefined, 5, {}, ['x']]],
  ])('takes a %s for what it is, and nothing else', (name, check, taken, refused) => {
    for (const value of taken) expect(() => check(value)).not.toThrow();
    for (const value of refused)
      expect(() => check(value), JSON.stringify(value)).toThrow(`Unexpected parameters, expected ${name}`);
  });

  it('answer about the document that it is: a changelog, a manifest or a policy file', async () => {
    const answer = { view: () => 'changelog', manifest: () => 'manifest' };
    const ask = async (view: object | null, manifest: object | null): Promise<unknown> => {
      const manifests = { view: async () => manifest } as unknown as Manifests;
      const handlers = new Handlers({ view: async () => view } as unknown as Session, () => undefined, manifests);
      return handlers.document('hover', 'empty', answer)(params, token);
    };
    expect([await ask({}, {}), await ask(null, {}), await ask(null, null)]).toEqual(['changelog', 'manifest', 'empty']);
  });

  it('say that a request was cancelled', async () => {
    const source = new CancellationTokenSource();
    const handler = new Handlers(session, () => undefined).view('hover', null, () => null);
    const answer = handler(params, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('answer with nothing about other documents', async () => {
    const other = { view: async () => null } as unknown as Session;
    expect(await new Handlers(other, () => undefined).view('hover', 'empty', () => 'full')(params, token)).toBe(
      'empty',
    );
  });
});
