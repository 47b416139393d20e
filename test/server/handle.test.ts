import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Handlers } from '../../server/handle.ts';
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
