import { type Position, type Source, toSource } from '../src/core/index.ts';
import type { Positions } from './position-encoding.ts';
import { spliceSource } from './splice-source.ts';
import { toDocumentKey } from './uris.ts';

/** A document that an editor has open, at one version. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number | null;
  readonly source: Source;
}

/** A change as LSP's `TextDocumentContentChangeEvent` has it: of a range, or of everything. */
export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Why a notification about a document was not followed; null where it was. */
export type Refused = string | null;

/**
 * The documents that are open, as their editors have them; they stand over what the disk says.
 *
 * A document is a value: every version has its own `Source`, and what was computed from one can be kept by it.
 */
export class Documents {
  readonly #positions: Positions;
  readonly #open = new Map<string, OpenDocument>();

  constructor(positions: Positions) {
    this.#positions = positions;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(toDocumentKey(uri));
  }

  all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  open(uri: string, version: number | null, text: string): Refused {
    const known = this.#open.has(toDocumentKey(uri));
    this.#open.set(toDocumentKey(uri), { uri, version, source: toSource(text) });
    return known ? `${uri} was open already; its text was replaced` : null;
  }

  /** Applies the changes in their order, each to what the one before left. */
  change(uri: string, version: number | null, changes: readonly ContentChange[]): Refused {
    const key = toDocumentKey(uri);
    const document = this.#open.get(key);
    if (!document) return `${uri} was changed without being open`;
    if (version !== null && document.version !== null && version < document.version) {
      return `${uri} was changed to version ${version}, but version ${document.version} is newer; the change was refused`;
    }
    let { source } = document;
    for (const change of changes) source = this.#changed(source, change);
    this.#open.set(key, { uri: document.uri, version, source });
    return null;
  }

  close(uri: string): Refused {
    return this.#open.delete(toDocumentKey(uri)) ? null : `${uri} was closed without being open`;
  }

  #changed(source: Source, { range, text }: ContentChange): Source {
    if (!range) return toSource(text);
    const from = this.#positions.toOffset(source, range.start);
    const to = this.#positions.toOffset(source, range.end);
    return spliceSource(source, Math.min(from, to), Math.max(from, to), text);
  }
}
