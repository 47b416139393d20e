import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, type DependencyProblem, toDependency } from '../dependency-file.ts';
import { linesOf } from '../lines.ts';
import { normalizePythonName, readRequirement, whyLooseUrl } from '../requirement.ts';

const OPTION = /^-/;
const EDITABLE = /^(?:-e|--editable)[ =]+/;
const HASH = /(?:^|\s)--hash[= ][a-z0-9]+:[0-9a-f]+/i;
const EGG = /[#&]egg=([A-Za-z0-9][\w.-]*)/;

/** The requirement files of pip (“Requirements File Format”): comments, options, continued lines, hashes, markers, URLs. */
export const requirements: DependencyFileKind = {
  id: 'requirements',
  ecosystem: 'python',
  role: 'pins',
  matches: (path) =>
    /^(?:[\w.-]*[-_.])?(?:requirements|constraints)(?:[-_.][\w.-]*)?\.(?:txt|in|lock)$/.test(baseName(path)) ||
    /(?:^|\/)requirements\/[\w.-]+\.txt$/.test(path),
  parse(text) {
    const dependencies: Dependency[] = [];
    const problems: DependencyProblem[] = [];
    for (const { line, span } of logicalLines(text)) {
      const words = line.replace(/(?:^|\s)#.*$/, '').trim();
      // -r and -c name files, which are read as files of their own where they are known by their names.
      if (words === '' || (OPTION.test(words) && !EDITABLE.test(words))) continue;
      const hashed = HASH.test(words);
      const written = words
        .replace(EDITABLE, '')
        .replace(/\s--?[a-z].*$/, '')
        .trim();
      const read = readRequirement(written);
      if (read) {
        dependencies.push(
          toDependency({ ...read, hashed, loose: hashed && isUrl(read.range) ? null : read.loose, span }),
        );
        continue;
      }
      if (isPath(written)) continue;
      const egg = EGG.exec(written)?.[1];
      if (isUrl(written))
        dependencies.push(
          toDependency({
            name: egg === undefined ? written : normalizePythonName(egg),
            version: null,
            range: written,
            hashed,
            loose: hashed ? null : whyLooseUrl(written),
            span,
          }),
        );
      else problems.push({ message: 'it has a line that is no requirement', span });
    }
    return { dependencies, problems };
  },
};

function isUrl(text: string): boolean {
  return /^(?:[a-z]+\+)?[a-z]+:\/\//i.test(text);
}

/** Another folder of the project, or a file that was built already. */
function isPath(text: string): boolean {
  return /^(?:\.{0,2}[/\\]|\.{1,2}$|file:)|\.(?:whl|tar\.gz|zip)$/.test(text) && !isUrl(text);
}

/** A backslash at the end of a line continues it; a comment does not continue. */
function* logicalLines(text: string): ReturnType<typeof linesOf> {
  let open: { line: string; span: { start: number; end: number } } | null = null;
  for (const { line, span } of linesOf(text)) {
    const joined: { line: string; span: { start: number; end: number } } = open
      ? { line: `${open.line} ${line}`, span: { start: open.span.start, end: span.end } }
      : { line, span };
    const continues = line.endsWith('\\') && !/^\s*#/.test(line);
    if (continues) open = { line: joined.line.slice(0, -1), span: joined.span };
    else {
      open = null;
      yield joined;
    }
  }
  if (open) yield open;
}
