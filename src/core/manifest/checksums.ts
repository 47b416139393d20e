import { lineEnd, type Source, type Span } from '../text/source.ts';

/** One line of a list as `sha256sum` writes it. */
export interface ChecksumLine extends Span {
  /** From 0. */
  readonly line: number;
  /** As written. */
  readonly digest: string;
  readonly digestSpan: Span;
  /** The path that is meant: escapes are undone. */
  readonly path: string;
  readonly pathSpan: Span;
  /** True where a star marks the file as binary, which makes no difference to its digest. */
  readonly binary: boolean;
}

/** A line that is none of them. */
export interface BadLine extends Span {
  readonly line: number;
  /** What is wrong with it, without a full stop. */
  readonly reason: string;
}

export interface ChecksumList {
  readonly lines: readonly ChecksumLine[];
  readonly bad: readonly BadLine[];
}

const LINE = /^(\\?)([^\s\\]+)(?=\s)([\s\S]*)$/;

/**
 * Reads a list in the format of GNU coreutils' `sha256sum` (manual, section 6.4 “cksum output modes”): digest, a space, a space
 * or a star, path; a backslash in front says that `\n`, `\r` and `\\` in the path are escapes.
 *
 * Total, and stricter than `sha256sum -c`: whatever line is not one of these is bad, the empty ones too.
 */
export function parseChecksums(source: Source, from = 0, to = source.lineCount): ChecksumList {
  const lines: ChecksumLine[] = [];
  const bad: BadLine[] = [];
  for (let line = from; line < to; line++) {
    const lineStart = source.lineStarts[line] as number;
    const start = line === 0 ? Math.max(lineStart, source.contentStart) : lineStart;
    const end = lineEnd(source, line);
    if (start === end && line === source.lineCount - 1) continue;
    const read = readLine(source.text.slice(start, end), start, line);
    if ('reason' in read) bad.push(read);
    else lines.push(read);
  }
  return { lines, bad };
}

function readLine(text: string, start: number, line: number): ChecksumLine | BadLine {
  const end = start + text.length;
  const bad = (reason: string): BadLine => ({ start, end, line, reason });
  if (text.trim() === '') return bad('Unexpected empty line, expected a digest and a path');
  const match = LINE.exec(text);
  if (!match) return bad('Unexpected line, expected a digest, two spaces and a path');
  const [, escaped = '', digest = '', rest = ''] = match;
  // The second of the two says "text" or "binary"; whatever follows is the path, white space included.
  if (!/^ [ *]/.test(rest)) return bad('Unexpected white space, expected two spaces between digest and path');
  const written = rest.slice(2);
  const digestStart = start + escaped.length;
  const pathStart = digestStart + digest.length + 2;
  const path = escaped === '' ? written : unescapePath(written);
  if (path === null) return bad('Unexpected escape in the path, expected \\n, \\r or \\\\');
  if (path === '') return bad('Unexpected end of the line, expected a path after the digest');
  return {
    start,
    end,
    line,
    digest,
    digestSpan: { start: digestStart, end: digestStart + digest.length },
    path,
    pathSpan: { start: pathStart, end },
    binary: rest[1] === '*',
  };
}

function unescapePath(written: string): string | null {
  let isValid = true;
  const path = written.replace(/\\(.?)/g, (_, code: string) => {
    if (code === 'n') return '\n';
    if (code === 'r') return '\r';
    if (code !== '\\') isValid = false;
    return '\\';
  });
  return isValid ? path : null;
}

/** One line of a list, without its line ending, as `sha256sum` writes it. */
export function toChecksumLine(digest: string, path: string): string {
  if (!/[\\\n\r]/.test(path)) return `${digest}  ${path}`;
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `\\${digest}  ${escaped}`;
}

/** A whole list, in the order of the paths' UTF-16 units: two runs give the same bytes. */
export function writeChecksums(digests: Iterable<readonly [path: string, digest: string]>): string {
  const sorted = [...digests].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([path, digest]) => `${toChecksumLine(digest, path)}\n`).join('');
}

const SHA256 = /^[0-9a-f]{64}$/;

/** True for a SHA-256 as `sha256sum` writes it: 64 hexadecimal digits in lower case. */
export function isSha256(digest: string): boolean {
  return SHA256.test(digest);
}
