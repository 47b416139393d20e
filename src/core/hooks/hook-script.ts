/** The hooks of git that can be installed, each with when git runs it. */
export const HOOK_NAMES = ['pre-commit', 'commit-msg', 'pre-push'] as const;

export type HookName = (typeof HOOK_NAMES)[number];

/** Where this program is; null for a script that others use, too, and which looks for it on the search path. */
export interface OwnProgram {
  readonly node: string;
  readonly cli: string;
}

const MARK = '# Installed by Release Ledger; “release-ledger hook uninstall” puts back what was here.';

/** The ending of the name under which the hook that was there is kept. */
export const KEPT = '.before-release-ledger';

/** True for a script that was made here, changed since or not. */
export function isOwnScript(text: string): boolean {
  return text.split('\n', 2)[1] === MARK;
}

/**
 * The script of a hook: first what was there, as git would run it, then ours. Its input, which only one can read, is given to
 * both.
 */
export function hookScript(name: HookName, own: OwnProgram | null): string {
  const run = `hook run ${name} "$@"`;
  const feed = name === 'pre-push' ? `printf '%s' "$input" | ` : '';
  const calls = own
    ? [
        `if [ -f ${quote(own.cli)} ]; then`,
        `  ${feed}${quote(own.node)} ${quote(own.cli)} ${run} || exit $?`,
        '  exit 0',
        'fi',
      ]
    : [];
  return [
    '#!/bin/sh',
    MARK,
    ...(name === 'pre-push' ? ['input=$(cat; printf x)', `input=\${input%x}`] : []),
    `kept="$(dirname "$0")/${name}${KEPT}"`,
    'if [ -x "$kept" ]; then',
    `  ${feed}"$kept" "$@" || exit $?`,
    'fi',
    ...calls,
    'if command -v release-ledger >/dev/null 2>&1; then',
    `  ${feed}release-ledger ${run} || exit $?`,
    '  exit 0',
    'fi',
    `echo 'release-ledger was not found, so that nothing was checked. Install it, or delete this hook: '"$0" >&2`,
    'exit 1',
    '',
  ].join('\n');
}

function quote(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
