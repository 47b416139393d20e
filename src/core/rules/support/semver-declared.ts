import type { RuleContext } from '../rule.ts';

const DECLARATION = /semver\.org|sem(?:antic)?[\s-]*ver/i;
/** `This project does **not** adhere to`, `loosely follows`: words that take back what their sentence goes on to name. */
const DENIAL =
  /(?:\b(?:not|never|no longer|\w+n['’]t|loosely|roughly|instead of|nicht|kein\w*|n(?:e |['’])[^.!?]*?\b(?:plus|pas)|no (?:sigue|se |adhiere|respeta|cumple|usa))\b|\bnão\s|(?:^|\s)не\s)[^.!?]*$/i;
const PARAGRAPH_END = /\n\s*\n/;
/** No sentence that anybody reads is longer. */
const REACH = 300;

type Given = Pick<RuleContext, 'changelog' | 'policy' | 'text'>;

/** True where the policy asks for Semantic Versioning, or leaves it open and the head of the file declares it. */
export function declaresSemver(context: Given): boolean {
  const { scheme } = context.policy.version;
  return scheme === 'any' ? headDeclares(context, DECLARATION) : scheme === 'semver';
}

/** True where the head of the file has what a pattern finds, in a sentence that does not deny it. */
export function headDeclares({ changelog: { head }, text }: Given, pattern: RegExp): boolean {
  const written = text.slice(head.start, head.end);
  const at = written.search(pattern);
  if (at < 0) return false;
  const paragraph =
    written
      .slice(Math.max(0, at - REACH), at)
      .split(PARAGRAPH_END)
      .at(-1) ?? '';
  // The dots of versions and addresses end no sentence.
  return !DENIAL.test(paragraph.replace(/[.!?](?=\S)/g, ''));
}
