import { type Position, type Source, toSource } from '../src/core/index.ts';
import type { Positions } from './position-encoding.ts';
import { spliceSource } from './splice-source.ts';
import { toDocumentKey } from './uris.ts';

/** A document that an editor has open, at one version. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number | null;
  /** Empty where the text is too long. */
  readonly source: Source;
  /** The length of a text that is too long to be kept, null for all others. */
  readonly excess: number | null;
}

/** A change as LSP's `TextDocumentContentChangeEvent` has it: of a range, or of everything. */
export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/**
 * 16 Mi UTF-16 units, some 400,000 entries: a longer text is not kept. A client may open 50 MB, and every change of it would be a
 * copy of that.
 */
export const LENGTH_LIMIT = 16 * 1024 * 1024;

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
    this.#open.set(toDocumentKey(uri), toDocument(uri, version, text));
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
    let { source, excess } = document;
    for (const change of changes) {
      // What is not kept cannot be changed in one place; only a whole new text tells what it is now.
      if (change.range && excess !== null) continue;
      ({ source, excess } = this.#changed(document.uri, version, source, change));
    }
    this.#open.set(key, { uri: document.uri, version, source, excess });
    return null;
  }

  close(uri: string): Refused {
    return this.#open.delete(toDocumentKey(uri)) ? null : `${uri} was closed without being open`;
  }

  #changed(uri: string, version: number | null, source: Source, { range, text }: ContentChange): OpenDocument {
    if (!range) return toDocument(uri, version, text);
    const from = this.#positions.toOffset(source, range.start);
    const to = this.#positions.toOffset(source, range.end);
    const changed = spliceSource(source, Math.min(from, to), Math.max(from, to), text);
    if (changed.text.length > LENGTH_LIMIT) return toDocument(uri, version, changed.text);
    return { uri, version, source: changed, excess: null };
  }
}

function toDocument(uri: string, version: number | null, text: string): OpenDocument {
  const isTooLong = text.length > LENGTH_LIMIT;
  return { uri, version, source: toSource(isTooLong ? '' : text), excess: isTooLong ? text.length : null };
}
