import { dirname } from 'node:path';
import type { FileAt, RepositoryReader, RevisionPath } from '../../src/core/ledger/reader.ts';
import type { RevisionFileDto } from '../../src/protocol/comparison.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { ServerHost } from '../host.ts';
import { toDocumentKey, toFilePath } from '../uris.ts';
import { refuse } from './answers.ts';

/** Questions that come so soon after another are asked together: a comparison opens many files at once. */
const TOGETHER_MS = 20;

/** Longer texts are not shown beside each other. */
const TEXT_LIMIT = 2 * 1024 * 1024;

/** As far as git itself looks for what makes a file binary. */
const BINARY_LOOK_AHEAD = 8000;

interface Question extends RevisionPath {
  readonly answer: (file: FileAt) => void;
}

/** The repository of a changelog, as far as its comparisons show it. */
export interface ComparedRepository {
  readonly reader: RepositoryReader;
  /** Relative to the repository, with `/`; empty for all of it. */
  readonly folder: string;
}

/**
 * Files as revisions have them, for the sides of comparisons. A repository is opened once for each changelog, and many
 * questions are one process.
 *
 * **Invariant:** callers have made sure that the workspace is trusted.
 */
export class RevisionFiles {
  readonly #host: Pick<ServerHost, 'openRepository'>;
  readonly #opened = new Map<string, ComparedRepository>();
  readonly #waiting = new Map<RepositoryReader, Question[]>();

  constructor(host: Pick<ServerHost, 'openRepository'>) {
    this.#host = host;
  }

  /** The repository of a changelog that was opened before. */
  find(changelog: string): ComparedRepository | null {
    return this.#opened.get(toDocumentKey(changelog)) ?? null;
  }

  /** Opens the repository of a changelog on disk. @param folder files outside of it are not read */
  async open(changelog: string, folder: string): Promise<AnswerDto<ComparedRepository>> {
    const path = toFilePath(changelog);
    if (path === null) return refuse('outside-workspace', 'The changelog lies on no disk');
    const known = this.find(changelog);
    if (known?.folder === folder) return { value: known };
    const reader = await this.#host.openRepository(dirname(path));
    if ('notKnown' in reader) return refuse('failed', `The repository could not be read: ${reader.notKnown}`);
    const opened = { reader, folder };
    this.#opened.set(toDocumentKey(changelog), opened);
    return { value: opened };
  }

  async read({ reader, folder }: ComparedRepository, wanted: RevisionPath): Promise<AnswerDto<RevisionFileDto>> {
    // Git takes a path that begins with a dot for one that is relative to the folder that it runs in.
    const isPlain = wanted.path.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
    if (!isPlain || (folder !== '' && !wanted.path.startsWith(`${folder}/`)))
      return refuse('outside-workspace', `${wanted.path} lies in no folder of the workspace`);
    const file = await this.#ask(reader, wanted);
    if (file.kind === 'absent') return { value: { kind: 'absent' } };
    if (file.kind === 'failed') return refuse('failed', `git could not read ${wanted.path}: ${file.reason}`);
    const { text, object } = file;
    const bytes = Buffer.byteLength(text);
    if (text.slice(0, BINARY_LOOK_AHEAD).includes('\0')) return { value: { kind: 'binary', bytes, object } };
    return text.length > TEXT_LIMIT
      ? { value: { kind: 'too-large', bytes, object } }
      : { value: { kind: 'text', text } };
  }

  #ask(reader: RepositoryReader, wanted: RevisionPath): Promise<FileAt> {
    return new Promise((answer) => {
      const waiting = this.#waiting.get(reader);
      if (waiting) waiting.push({ ...wanted, answer });
      else {
        this.#waiting.set(reader, [{ ...wanted, answer }]);
        setTimeout(() => void this.#send(reader), TOGETHER_MS);
      }
    });
  }

  async #send(reader: RepositoryReader): Promise<void> {
    const questions = this.#waiting.get(reader) ?? [];
    this.#waiting.delete(reader);
    const files = await reader.filesAt(questions.map(({ revision, path }) => ({ revision, path })));
    for (const [i, { answer }] of questions.entries())
      answer(files[i] ?? { kind: 'failed', reason: 'git ended before it answered' });
  }
}
