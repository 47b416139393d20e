import type { Setting } from './settings.ts';

/** What proves who the user is, or speaks to the remote, by starting a program. */
const STARTS_PROGRAM = /^(?:core\.(?:sshcommand|askpass)|credential\.(?:.*\.)?helper)$/;

/**
 * The keys of programs that the repository’s own configuration names and a push does not start: what a repository brings along
 * is data, and the user’s own configuration says what runs on his behalf.
 */
export function unusedSettings(settings: readonly Setting[]): readonly string[] {
  const own = settings.filter(
    ({ scope, key, value }) => /^(?:local|worktree)$/.test(scope) && STARTS_PROGRAM.test(key) && value !== '',
  );
  return [...new Set(own.map(({ key }) => key))];
}

/** The same in words, without a full stop; null where there are none. */
export function describeUnused(keys: readonly string[]): string | null {
  if (keys.length === 0) return null;
  const [is, it] = keys.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const name = keys.join(' and ');
  return `${name} of this repository’s own configuration ${is} not used; if the push needs ${it}, set ${it} in your own: git config --global ${keys[0]} …`;
}
