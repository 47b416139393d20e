import { type Refusal, refusal } from '../refusal.ts';
import { toVisibleLine } from '../text/visible.ts';
import { fieldsOf, listIn, textIn } from './fields.ts';
import type { Forge } from './forge.ts';

/** An answer of a forge; `json` is undefined where it is none. */
export interface ForgeAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly json: unknown;
}

/** What a token has to be allowed, in the words of each forge. */
const RIGHTS: Readonly<Record<Forge['kind'], string>> = {
  github: '“Contents: write” of a fine-grained token, or “repo” of a classic one',
  gitlab: 'the scope “api”, and the role Developer or above',
  gitea: 'the scope “write:repository”',
};

/** Why an answer is none that the request asked for, and what to do; null where it is one. @param now in milliseconds since 1970 */
export function whyRefused(
  { kind, host, repository }: Forge,
  { status, headers, json }: ForgeAnswer,
  variable: string,
  now: number,
): Refusal | null {
  if (status >= 200 && status < 300)
    return json === undefined
      ? refusal(
          'forge-answer',
          `${host} answered with something that is no JSON`,
          'Is it the address of the interface? See forge.apiUrl',
        )
      : null;
  const said = saidBy(json);
  const wait = limitOf(headers, status, now);
  if (wait !== null) return refusal('forge-limit', `${host} takes no more requests for now${said}`, wait);
  if (status >= 300 && status < 400) {
    const place = toVisibleLine(headers.get('location') ?? 'another place');
    return refusal(
      'forge-moved',
      `${host} sends us to ${place}, and a token is sent to no other place than planned`,
      'Where the repository has moved, set the remote: git remote set-url origin URL',
    );
  }
  switch (status) {
    case 401:
      return refusal(
        'forge-401',
        `${host} does not accept the token of ${variable}${said}`,
        `Make a new one with ${RIGHTS[kind]}`,
      );
    case 403:
      return refusal(
        'forge-403',
        `the token of ${variable} may not do this at ${host}${said}`,
        `It needs ${RIGHTS[kind]}`,
      );
    case 404:
      return refusal(
        'forge-404',
        `${host} shows the token of ${variable} no repository ${repository}`,
        `Either there is none, or the token needs ${RIGHTS[kind]}`,
      );
    case 409:
    case 422:
    case 400:
      return refusal(
        'forge-422',
        `${host} does not take the release${said}`,
        'Mend what it names, and run the command again: it looks first what is there',
      );
    case 413:
      return refusal(
        'forge-413',
        `${host} takes no file of that size${said}`,
        'Put it elsewhere, and name the place in the notes',
      );
    default:
      return refusal(
        'forge-failed',
        `${host} failed with status ${status}${said}`,
        'Run the command again later: it looks first what is there',
      );
  }
}

/** The forge's own sentence, made harmless and short. */
function saidBy(json: unknown): string {
  const message = textIn(json, 'message') ?? textIn(json, 'error_description') ?? textIn(json, 'error');
  const details = listIn(json, 'errors').flatMap((each) => {
    const parts =
      typeof each === 'string' ? [each] : ['resource', 'field', 'code', 'message'].map((name) => textIn(each, name));
    return parts.filter((part) => part !== null).join(' ');
  });
  const nested = fieldsOf(fieldsOf(json).message);
  const fields = Object.entries(nested).map(([name, value]) => `${name} ${String(value)}`);
  const all = [...(message === null ? [] : [message]), ...details, ...fields].filter((each) => each !== '');
  return all.length === 0 ? '' : `: ${toVisibleLine(all.join('; ')).slice(0, 400)}`;
}

/** When it goes on, where it is only that there were too many requests. */
function limitOf(headers: ReadonlyMap<string, string>, status: number, now: number): string | null {
  if (status !== 403 && status !== 429) return null;
  const after = Number(headers.get('retry-after'));
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  if (status === 403 && !isUsedUp && !headers.has('retry-after')) return null;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'));
  const until = after > 0 ? now + after * 1000 : reset > 0 ? reset * 1000 : null;
  if (until === null || until > now + 7 * 86_400_000)
    return 'Run the command again later: it looks first what is there';
  return `Run the command again after ${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC: it looks first what is there`;
}
