import {
  type CancellationToken,
  LanguageModelTextPart,
  LanguageModelToolResult,
  l10n,
  MarkdownString,
  type PreparedToolInvocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import { addEntryRequest, changelogsRequest } from '../../src/protocol/messages.ts';
import { applyPlanRequest, type PlannedOperationDto, planOperationRequest } from '../../src/protocol/operations.ts';
import { applyServerEdit } from '../apply-edit.ts';
import { readBoolean, readString } from '../arguments.ts';
import { findUnsaved } from '../operations/unsaved.ts';
import type { Session } from '../session.ts';
import { readNotes, readProblems, readStatus } from './answers.ts';
import { toOperation } from './operation-input.ts';

/** Why a tool has nothing to answer, for the model to read: what is wrong with what it asked, and what to ask instead. */
class ToolComplaint extends Error {}

/** What the user was asked about: an operation as it was shown, or an entry. */
interface Shown {
  readonly uri: string;
  readonly planned: PlannedOperationDto | null;
}

/** Calls that nobody agreed to are not kept for good. */
const SHOWN_LIMIT = 20;

/** What a tool does with the changelog that it is about. */
type Answer = (session: Session, uri: string, input: unknown) => Promise<string>;

/**
 * The tools of language models. They ask the server what the commands ask it. What changes something is prepared with its whole
 * plan, which the user has to confirm; only what was shown is applied.
 */
export class LanguageTools {
  readonly #session: Session;
  /** By what the tool was called with. One that is not here was shown to nobody. */
  readonly #shown = new Map<string, Shown>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** What the user is asked before a tool runs; nothing for one that only reads. */
  async prepare(name: string, input: unknown, token: CancellationToken): Promise<PreparedToolInvocation | undefined> {
    if (name !== 'add' && name !== 'operate') return undefined;
    try {
      const uri = await findChangelog(this.#session, input);
      const planned = name === 'add' ? null : await this.#plan(uri, input, token);
      // What cannot be done needs nobody's word: invoking says why.
      if (planned && planned.blockers.length > 0) return undefined;
      if (this.#shown.size >= SHOWN_LIMIT) this.#shown.clear();
      this.#shown.set(keyOf(name, input), { uri, planned });
      const title = planned ? l10n.t('{0}?', planned.title) : l10n.t('Add a changelog entry?');
      return {
        confirmationMessages: { title, message: planned ? new MarkdownString(planned.description) : toEntry(input) },
      };
    } catch (error) {
      if (error instanceof ToolComplaint) return undefined;
      throw error;
    }
  }

  /** Runs a tool. What it complains about is an answer: the model can ask again. */
  async invoke(name: string, input: unknown, token: CancellationToken): Promise<LanguageModelToolResult> {
    const answer = async (): Promise<string> => {
      if (name === 'operate' || name === 'add') return this.#change(name, input, token);
      const uri = await findChangelog(this.#session, input);
      if (name === 'plan') return describe(await this.#plan(uri, input, token));
      const read = READERS[name];
      if (!read) throw new ToolComplaint(`There is no tool ${name}.`);
      return read(this.#session, uri, input);
    };
    const text = await answer().catch((error: unknown) => {
      if (error instanceof ToolComplaint) return error.message;
      throw error;
    });
    return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
  }

  async #plan(uri: string, input: unknown, token: CancellationToken): Promise<PlannedOperationDto> {
    const wanted = toOperation(input);
    if (typeof wanted === 'string') throw new ToolComplaint(wanted);
    const answer = await this.#session.request(planOperationRequest, { textDocument: { uri }, ...wanted }, token);
    return take(answer);
  }

  /** Only what was shown is done. */
  async #change(name: string, input: unknown, token: CancellationToken): Promise<string> {
    const key = keyOf(name, input);
    const shown = this.#shown.get(key);
    this.#shown.delete(key);
    if (!shown) {
      const uri = await findChangelog(this.#session, input);
      const what = name === 'add' ? '' : `\n\n${describe(await this.#plan(uri, input, token))}`;
      throw new ToolComplaint(`Nothing was done: nobody has confirmed it.${what}`);
    }
    const { uri, planned } = shown;
    return planned ? this.#apply(uri, planned, token) : addEntry(this.#session, uri, input);
  }

  async #apply(uri: string, planned: PlannedOperationDto, token: CancellationToken): Promise<string> {
    const unsaved = findUnsaved(uri, planned).map((document) => document.uri.path);
    if (unsaved.length > 0)
      throw new ToolComplaint(`Nothing was done: these files are not saved: ${unsaved.join(', ')}.`);
    const applied = await this.#session.request(applyPlanRequest, { textDocument: { uri }, plan: planned.plan }, token);
    const { outcome, messages, id } = take(applied);
    return [`${planned.title}: ${outcome}${id === null ? '' : ` (${id})`}.`, ...messages].join('\n');
  }
}

const READERS: Readonly<Record<string, Answer>> = {
  check: (session, uri) => readProblems(session, uri),
  status: async (session, uri) => JSON.stringify(await readStatus(session, uri, take), null, 2),
  notes: async (session, uri, input) => take(await readNotes(session, uri, input)).markdown,
};

async function addEntry(session: Session, uri: string, input: unknown): Promise<string> {
  const [category, text] = [readString(input, 'category'), readString(input, 'text')];
  if (!category || !text) throw new ToolComplaint('“add” needs a category and a text.');
  // Opened first: the answer is about the text that the edit is applied to.
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const breaking = readBoolean(input, 'breaking') === true;
  const answer = await session.request(addEntryRequest, { textDocument: { uri }, category, text, breaking });
  // Shown before it is changed: what somebody else has typed for him the user wants to see.
  await window.showTextDocument(document, { preserveFocus: true });
  if (await applyServerEdit(take(answer).edit)) return `Added under ${category}. The file is not saved yet.`;
  throw new ToolComplaint('The changelog changed meanwhile, and nothing was added. Ask again.');
}

function toEntry(input: unknown): MarkdownString {
  const words = [
    readString(input, 'category'),
    readString(input, 'text'),
    readBoolean(input, 'breaking') ? 'breaking' : undefined,
  ];
  return new MarkdownString().appendCodeblock(words.filter((word) => word !== undefined).join('\n'), 'text');
}

/** The changelog of the workspace, or the one of several that the input names by its path. */
async function findChangelog(session: Session, input: unknown): Promise<string> {
  const all = await session.request(changelogsRequest, {});
  const path = readString(input, 'changelog');
  const named = path === undefined ? all : all.filter((each) => each.path === path);
  const [first, second] = named;
  if (first && !second) return first.uri;
  const paths = [...new Set(all.map((each) => each.path))].join(', ');
  if (all.length === 0) throw new ToolComplaint('There is no changelog in this workspace yet.');
  throw new ToolComplaint(`Name one of the changelogs by its path, as “changelog”: ${paths}.`);
}

function describe({ description, blockers }: PlannedOperationDto): string {
  return blockers.length > 0 ? `This cannot be done yet.\n\n${description}` : description;
}

/** @throws ToolComplaint with what was refused, and what to do about it */
function take<T>(answer: AnswerDto<T>): T {
  if (!answer.refusal) return answer.value;
  const { message, hint } = answer.refusal;
  throw new ToolComplaint(hint === null ? `${message}.` : `${message}. ${hint}.`);
}

/** What a model writes has its keys in any order. */
function keyOf(name: string, input: unknown): string {
  return name + JSON.stringify(Object.entries(input ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
