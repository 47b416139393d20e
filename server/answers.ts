import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Handler } from './handle.ts';

/** Joins a method to what answers it. */
export type OnMethod = <Params, Result>(method: string, answer: Handler<Params, Result>) => void;

type Answers = ReadonlyMap<string, Handler<never, unknown>>;

/**
 * Answers requests with what is loaded for the first of them: the problems of a text that was opened do not wait for what
 * nobody has asked for yet. What could not be loaded, as where a disk was away for a moment, is tried again for the next one.
 *
 * @param load joins every method that there is
 * @returns a function that waits for the answers to what was asked while that was loaded
 */
export function offerAnswers(connection: Connection, load: (on: OnMethod) => Promise<void>): () => Promise<unknown> {
  let loading: Promise<Answers> | undefined;
  let isLoaded = false;
  const early: Promise<unknown>[] = [];
  connection.onRequest((method: string, params: unknown, token: CancellationToken): Promise<unknown> => {
    loading ??= collect(load).then(
      (answers) => {
        isLoaded = true;
        return answers;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    const answered = loading.then((answers) => {
      const answer = answers.get(method);
      if (!answer) throw new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`);
      // Whoever answers looks at what was sent before he believes it.
      return answer(params as never, token);
    });
    if (!isLoaded) early.push(answered);
    return answered;
  });
  return () => Promise.allSettled(early.splice(0));
}

async function collect(load: (on: OnMethod) => Promise<void>): Promise<Answers> {
  const answers = new Map<string, Handler<never, unknown>>();
  await load((method, answer) => answers.set(method, answer));
  return answers;
}
