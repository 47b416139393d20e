/**
 * What a repository may be asked: commands that look things up by name and start nothing by themselves. The work tree is never
 * compared or refreshed (`status`, `diff`, `add`), because that runs its filters; no remote is spoken to.
 */
const READING: ReadonlySet<string> = new Set([
  'cat-file',
  'check-ref-format',
  'config',
  'diff-tree',
  'for-each-ref',
  'log',
  'ls-files',
  'ls-tree',
  'merge-base',
  'name-rev',
  'rev-list',
  'rev-parse',
  'show-ref',
]);

/** Options by which those run a program, write a file or change a setting. Git takes any unambiguous beginning of a name. */
const FORBIDDEN = ['--edit', '--ext-diff', '--filters', '--output', '--textconv'] as const;

/** The options before a command that a caller may give; the others stand in front of each call already. */
const GLOBAL: ReadonlySet<string> = new Set(['--literal-pathspecs']);

const LOOKS_UP = /^--(?:get|get-all|get-regexp|get-urlmatch|list)$/;

/**
 * Holds the arguments of git against what reading needs.
 *
 * @returns why git is not started; null where it may be.
 */
export function whyNotReading(args: readonly string[]): string | null {
  const at = args.findIndex((each) => !GLOBAL.has(each));
  const [command = '', ...rest] = args.slice(at < 0 ? args.length : at);
  const refused =
    !READING.has(command) ||
    (command === 'config' && !rest.some((each) => LOOKS_UP.test(each))) ||
    beforeNames(rest).find(isForbidden);
  return refused ? `“git ${command}” does more than read, so it was not started` : null;
}

/** Behind `--` stand names alone. */
function beforeNames(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

function isForbidden(argument: string): boolean {
  const [name = ''] = argument.split('=');
  return name.length > 2 && name.startsWith('--') && FORBIDDEN.some((each) => each.startsWith(name));
}
