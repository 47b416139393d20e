import { type Disposable, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { PlannedFileDto, PlannedOperationDto } from '../../src/protocol/operations.ts';

/** The scheme of documents that hold what a plan says and the texts that it leads to. They cannot be edited. */
export const PLAN_SCHEME = 'release-ledger-plan';

/** What is shown of a plan. */
export type ShownPlan = Pick<PlannedOperationDto, 'title' | 'description' | 'files'>;

/** True for the document that says in words what a plan does, and not for the texts that it leads to. */
export function isPlanInWords({ scheme, query }: Uri): boolean {
  return scheme === PLAN_SCHEME && (JSON.parse(query) as { readonly side: Side | 'plan' }).side === 'plan';
}

type Side = 'before' | 'after';

/** A file with its two sides, as `vscode.changes` takes it; one that is added has no left side, one that is deleted no right one. */
export type ChangedResource = readonly [Uri, Uri | undefined, Uri | undefined];

/** The documents that show the plan which the user is asked about. There is one at a time. */
export class PlanDocuments implements TextDocumentContentProvider {
  readonly #registration: Disposable;
  /** Counts the plans, so that no document of one shows the text of another. */
  #round = 0;
  #texts: ReadonlyMap<string, string> = new Map();

  constructor() {
    this.#registration = workspace.registerTextDocumentContentProvider(PLAN_SCHEME, this);
  }

  /** Takes up a plan. Documents of the one before have no text any more. */
  show({ title, description, files }: ShownPlan): {
    readonly description: Uri;
    readonly resources: readonly ChangedResource[];
  } {
    const round = ++this.#round;
    const texts = new Map<string, string>();
    const add = (path: string, side: Side | 'plan', text: string): Uri => {
      const uri = Uri.from({ scheme: PLAN_SCHEME, path: `/${path}`, query: JSON.stringify({ round, side }) });
      texts.set(uri.toString(), text);
      return uri;
    };
    const toResource = ({ path, before, after }: PlannedFileDto): ChangedResource => {
      const left = before === null ? undefined : add(path, 'before', before);
      const right = after === null ? undefined : add(path, 'after', after);
      return [right ?? (left as Uri), left, right];
    };
    const name = title
      .split(/[^\p{L}\p{N}.+-]+/u)
      .filter(Boolean)
      .join('-')
      .slice(0, 80);
    const shown = { description: add(`${name}.md`, 'plan', description), resources: files.map(toResource) };
    this.#texts = texts;
    return shown;
  }

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
