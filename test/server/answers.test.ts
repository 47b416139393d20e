import { describe, expect, it } from 'vitest';
import { CancellationToken, type Connection, ErrorCodes } from 'vscode-languageserver';
import { type OnMethod, offerAnswers } from '../../server/answers.ts';

type Ask = (method: string, params: unknown) => Promise<unknown>;

/** A connection that only takes requests, and what was loaded so far. */
function offer(load: (on: OnMethod) => Promise<void>): { ask: Ask; answeredEarly: () => Promise<unknown> } {
  let handler: ((method: string, params: unknown, token: CancellationToken) => Promise<unknown>) | undefined;
  const connection = {
    onRequest: (each: typeof handler) => {
      handler = each;
    },
  };
  const answeredEarly = offerAnswers(connection as unknown as Connection, load);
  return {
    answeredEarly,
    ask: (method, params) => handler?.(method, params, CancellationToken.None) ?? Promise.reject(),
  };
}

describe('answers that are loaded late', () => {
  it('are loaded once, for the first request', async () => {
    let loaded = 0;
    const { ask } = offer(async (on) => {
      loaded += 1;
      on('a', async (params: { n: number }) => params.n + 1);
    });
    expect(loaded).toBe(0);
    expect(await Promise.all([ask('a', { n: 1 }), ask('a', { n: 2 })])).toEqual([2, 3]);
    expect(await ask('a', { n: 3 })).toBe(4);
    expect(loaded).toBe(1);
  });

  it('are not there for a method that nobody knows', async () => {
    const { ask } = offer(async () => undefined);
    await expect(ask('b', null)).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
      message: 'Unhandled method b',
    });
  });

  it('are loaded again for the next request where that failed', async () => {
    let tries = 0;
    const { ask, answeredEarly } = offer(async (on) => {
      tries += 1;
      // What the first attempt has joined counts for nothing.
      on(tries === 1 ? 'half' : 'a', async () => tries);
      if (tries < 3) throw new Error(`attempt ${tries}`);
    });
    const first = await Promise.allSettled([ask('a', null), ask('b', null)]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(ask('a', null)).rejects.toThrow('attempt 2');
    expect(await ask('a', null)).toBe(3);
    await expect(ask('half', null)).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound });
    expect(tries).toBe(3);
    await answeredEarly();
  });

  it('are given before the end to whoever asked while they were loaded, and others are not waited for', async () => {
    let go = (): void => undefined;
    const loading = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { ask, answeredEarly } = offer(async (on) => {
      await loading;
      on('a', async () => 'answer');
      on('fails', async () => Promise.reject(new Error('no')));
      on('never', () => new Promise(() => undefined));
    });
    const given: unknown[] = [];
    void ask('a', null).then((answer) => given.push(answer));
    void ask('fails', null).catch(() => given.push('failure'));
    const ended = answeredEarly().then(() => given.push('end'));
    go();
    await ended;
    expect(given).toEqual(['answer', 'failure', 'end']);
    void ask('never', null);
    await answeredEarly();
  });
});
