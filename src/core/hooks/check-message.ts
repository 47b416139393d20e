import type { HooksPolicy } from '../policy/policy.ts';

const HEADER = /^([A-Za-z][\w-]{0,30})(\([^()\n]{1,100}\))?(!)?: (?=\S)/;
/** What git and its users write themselves, or take away again. */
const MADE_BY_GIT = /^(?:Merge |Revert "|Reapply "|fixup! |squash! |amend! )/;
const REFERENCE =
  /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)[ :]{1,2}(?:[\w.-]{1,100}\/[\w.-]{1,100})?(?:#\d+|[A-Z][A-Z0-9]{1,9}-\d+)\b/i;

/**
 * Holds a commit message against what the policy asks for (Conventional Commits 1.0.0).
 *
 * @param text the message as git hands it over, comments included
 * @returns what is wrong, each a sentence without a full stop; empty where nothing is
 */
export function checkCommitMessage(
  text: string,
  { commitMessage, types, fixReference }: HooksPolicy,
): readonly string[] {
  const lines = withoutComments(text);
  const header = lines[0] ?? '';
  if (header === '' || MADE_BY_GIT.test(header)) return [];
  const problems: string[] = [];
  const [, type = ''] = HEADER.exec(header) ?? [];
  const isAllowed = types.length === 0 || types.includes(type.toLowerCase());
  if (commitMessage === 'conventional') {
    if (type === '')
      problems.push(
        `Unexpected “${header}”, expected a type in front of what changed: “fix(parser): accept empty files”`,
      );
    else if (!isAllowed) problems.push(`Unexpected type “${type}”, expected one of ${types.join(', ')}`);
    if (lines.length > 1 && lines[1]?.trim() !== '') problems.push('Expected an empty line below the first one');
  }
  if (fixReference === 'required' && /^(?:hot)?fix$/i.test(type) && !lines.some((line) => REFERENCE.test(line)))
    problems.push('Expected what is mended, as in “Fixes #123”');
  return problems;
}

/** Git takes away lines that start with `#`, and everything behind its scissors. */
function withoutComments(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const scissors = lines.findIndex((line) => /^# -+ >8 -+$/.test(line));
  const kept = lines.slice(0, scissors < 0 ? lines.length : scissors).filter((line) => !line.startsWith('#'));
  const first = kept.findIndex((line) => line.trim() !== '');
  return first < 0 ? [] : kept.slice(first);
}
