/** The body of one message, or the reason why this message alone cannot be read. */
export type Frame =
  | { readonly body: Buffer; readonly unreadable?: undefined }
  | { readonly body?: undefined; readonly unreadable: string };

/** Where the reader stands between two chunks; `header` and `body` wait for bytes that must come. */
export type FrameState = 'between' | 'header' | 'body' | 'broken';

/** LSP's headers take some 40 bytes; whoever sends more does not speak LSP. */
const HEADER_LIMIT = 4096;

/** 128 MiB: a document of 50 MB with every second character escaped. */
export const BODY_LIMIT = 128 * 1024 * 1024;

const HEADER_END = Buffer.from('\r\n\r\n', 'latin1');
const CONTENT_LENGTH = /^\d{1,16}$/;
const HEADER_NAME = /^[A-Za-z][A-Za-z-]*$/;
const HEADER_START = /^[A-Za-z][A-Za-z-]*(?::|$)/;

interface Header {
  readonly length: number;
  /** Why the body cannot be read although its length is known. */
  readonly unreadable: string | null;
}

/**
 * Cuts a byte stream into the bodies of messages (LSP 3.17 "Base Protocol").
 *
 * **Invariant:** once the framing is broken it stays broken: nobody can tell where the next message would start.
 */
export class FrameReader {
  #pending: Buffer[] = [];
  #size = 0;
  #header: Header | null = null;
  #broken: string | null = null;

  /** Why the stream cannot be read any further; null while it can. */
  get broken(): string | null {
    return this.#broken;
  }

  get state(): FrameState {
    if (this.#broken !== null) return 'broken';
    if (this.#header) return 'body';
    return this.#size > 0 ? 'header' : 'between';
  }

  /** The bytes that the body at hand still lacks. */
  get missing(): number {
    return this.#header ? this.#header.length - this.#size : 0;
  }

  /** Takes what arrived. @returns the messages that it completed, in order. */
  push(chunk: Buffer): readonly Frame[] {
    const frames: Frame[] = [];
    if (this.#broken !== null || chunk.length === 0) return frames;
    this.#pending.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      if (!this.#header && !this.#readHeader()) return frames;
      const header = this.#header as Header | null;
      if (!header || this.#size < header.length) return frames;
      const body = this.#take(header.length);
      this.#header = null;
      frames.push(header.unreadable === null ? { body } : { unreadable: header.unreadable });
    }
  }

  #readHeader(): boolean {
    if (this.#size === 0) return false;
    const bytes = this.#joined();
    const end = bytes.subarray(0, HEADER_LIMIT + HEADER_END.length).indexOf(HEADER_END);
    if (end < 0) {
      if (bytes.length >= HEADER_LIMIT) return this.#break(`no end of the header within ${HEADER_LIMIT} bytes`);
      const lines = bytes.toString('latin1').replace(/\r$/, '').split('\r\n');
      if (lines.some((line) => line !== '' && !HEADER_START.test(line)))
        return this.#break('bytes that are no header field');
      return false;
    }
    const header = parseHeader(bytes.toString('latin1', 0, end));
    if (typeof header === 'string') return this.#break(header);
    this.#pending = [bytes.subarray(end + HEADER_END.length)];
    this.#size = bytes.length - end - HEADER_END.length;
    this.#header = header;
    return true;
  }

  #break(reason: string): false {
    this.#broken = reason;
    this.#pending = [];
    this.#size = 0;
    return false;
  }

  #joined(): Buffer {
    const only = this.#pending.length === 1 ? this.#pending[0] : undefined;
    const joined = only ?? Buffer.concat(this.#pending, this.#size);
    this.#pending = [joined];
    return joined;
  }

  #take(length: number): Buffer {
    const bytes = this.#joined();
    this.#pending = bytes.length === length ? [] : [bytes.subarray(length)];
    this.#size = bytes.length - length;
    return bytes.subarray(0, length);
  }
}

/** Reads the header fields. @returns the reason as a text where they do not say how long the body is. */
function parseHeader(text: string): Header | string {
  let length: number | null = null;
  let unreadable: string | null = null;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    if (!HEADER_NAME.test(name)) return 'a line without a field name in the header';
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'content-length') {
      if (!CONTENT_LENGTH.test(value)) return 'a Content-Length that is no number of bytes';
      if (length !== null && length !== Number(value)) return 'two Content-Length fields that differ';
      length = Number(value);
    } else if (name.toLowerCase() === 'content-type') {
      unreadable = describeCharset(value);
    }
  }
  if (length === null) return 'a header without Content-Length';
  if (length > BODY_LIMIT) return `a message of ${length} bytes, more than the limit of ${BODY_LIMIT}`;
  return { length, unreadable };
}

function describeCharset(contentType: string): string | null {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return null;
  return 'Unexpected charset in Content-Type, expected utf-8';
}
