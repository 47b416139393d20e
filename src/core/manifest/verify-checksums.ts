import type { Source, Span } from '../text/source.ts';
import { toVisibleLine } from '../text/visible.ts';
import { isSha256, parseChecksums } from './checksums.ts';
import type { FileDigest } from './facts.ts';
import { collisionKey, whyUnsafePath } from './safe-path.ts';

/** Something that is wrong with a list of digests, or with a file of it. */
export interface ChecksumFinding extends Span {
  /** From 1; null for what no line is about. */
  readonly line: number | null;
  readonly path: string | null;
  readonly message: string;
}

/** A list that was read, and what is wrong with it before any file is looked at. */
export interface CheckedList {
  /** The paths that may be hashed, each once. */
  readonly paths: readonly string[];
  readonly findings: readonly ChecksumFinding[];
  /** Compares the list with what its files are. */
  readonly compare: (
    digests: ReadonlyMap<string, FileDigest>,
    expected: readonly string[],
  ) => readonly ChecksumFinding[];
}

/**
 * Reads a list of digests for its verification. Stricter than `sha256sum --strict -c`: besides lines of any other form, paths
 * that could lead elsewhere, digests of another form, a file that stands twice and a list that is empty fail, too.
 */
export function checkChecksums(source: Source): CheckedList {
  const { lines, bad } = parseChecksums(source);
  const findings: ChecksumFinding[] = bad.map(({ start, end, line, reason }) => ({
    start,
    end,
    line: line + 1,
    path: null,
    message: reason,
  }));
  const wanted = new Map<string, { readonly digest: string; readonly finding: Omit<ChecksumFinding, 'message'> }>();
  const seen = new Map<string, number>();
  for (const { path, pathSpan, digest, digestSpan, line } of lines) {
    const at = { line: line + 1, path };
    const why = whyUnsafePath(path);
    if (why !== null) {
      const message = `Unexpected path “${toVisibleLine(path)}”, which ${why}, expected a relative path with “/”`;
      findings.push({ ...pathSpan, ...at, message });
      continue;
    }
    const first = seen.get(collisionKey(path));
    if (first !== undefined)
      findings.push({
        ...pathSpan,
        ...at,
        message: `Unexpected second line for ${path}, which is the same file on some systems as in line ${first + 1}`,
      });
    else seen.set(collisionKey(path), line);
    if (!isSha256(digest))
      findings.push({
        ...digestSpan,
        ...at,
        message: `Unexpected digest of ${path}, expected 64 hexadecimal digits in lower case`,
      });
    else if (first === undefined) wanted.set(path, { digest, finding: { ...digestSpan, ...at } });
  }
  if (lines.length === 0)
    findings.push({
      start: 0,
      end: 0,
      line: null,
      path: null,
      message: 'Unexpected empty list, expected a line for each file',
    });
  return {
    paths: [...wanted.keys()],
    findings,
    compare: (digests, expected) => {
      const found: ChecksumFinding[] = [];
      for (const [path, { digest, finding }] of wanted) {
        const message = describe(path, digest, digests.get(path));
        if (message !== null) found.push({ ...finding, message });
      }
      const listed = new Set(lines.map(({ path }) => path));
      for (const path of expected) {
        if (listed.has(path)) continue;
        found.push({
          start: 0,
          end: 0,
          line: null,
          path,
          message: `Expected a line for ${toVisibleLine(path)}, which the policy lists`,
        });
      }
      return found;
    },
  };
}

function describe(path: string, expected: string, actual: FileDigest | undefined): string | null {
  const name = toVisibleLine(path);
  if (actual?.digest === expected) return null;
  if (actual?.digest !== undefined) return `Unexpected content of ${name}, expected the one with the listed digest`;
  if (actual === undefined) return `Expected ${name} to have been hashed`;
  return actual.refusal === 'missing'
    ? `Expected the file ${name}, which is not there`
    : `Unexpected ${name}: ${actual.refusal}`;
}
