import type { FileChange, NotKnown } from '../../src/core/ledger/facts.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import type { OpenRepository } from '../../src/host/git/open-repository.ts';

type CommitPair = Parameters<OpenRepository['changes']>[0][number];

/** What comes within this time, in milliseconds, is asked for together. */
const TOGETHER_MS = 15;

/** So many answers are kept: what a commit has does not change. */
const LIMIT = 500;

/**
 * A repository that is asked once for what many ask it at the same time, and never twice for the same: each question starts a
 * process, and a project has hundreds of manifests.
 */
export function batchRepository(repository: OpenRepository): OpenRepository {
  const files = new Batch(repository.filesAt);
  const changes = new Batch<CommitPair, readonly FileChange[] | NotKnown>(async (pairs) => {
    const answer = await repository.changes(pairs);
    return isKnown(answer) ? answer : pairs.map(() => answer);
  });
  return {
    ...repository,
    filesAt: async (wanted) => Promise.all(wanted.map((each) => files.ask(each))),
    changes: async (pairs) => {
      const answers = await Promise.all(pairs.map((pair) => changes.ask(pair)));
      const unknown = answers.find((each): each is NotKnown => !isKnown(each));
      return unknown ?? answers.filter((each): each is readonly FileChange[] => isKnown(each));
    },
  };
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

class Batch<Question, Answer> {
  readonly #askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  readonly #known = new Map<string, Promise<Answer>>();
  #waiting: Waiting<Question, Answer>[] = [];

  constructor(askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#askAll = askAll;
  }

  ask(question: Question): Promise<Answer> {
    const key = JSON.stringify(question);
    const known = this.#known.get(key);
    if (known) return known;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#waiting.length === 1) setTimeout(() => void this.#run(), TOGETHER_MS);
    });
    if (this.#known.size >= LIMIT) this.#known.clear();
    this.#known.set(key, answer);
    return answer;
  }

  async #run(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    try {
      const answers = await this.#askAll(asked.map(({ question }) => question));
      for (const [i, { resolve }] of asked.entries()) resolve(answers[i] as Answer);
    } catch (error) {
      this.#known.clear();
      for (const { reject } of asked) reject(error);
    }
  }
}
