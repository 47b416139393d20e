import { DIALECTS } from '../../core/forge/dialects.ts';
import type { Token } from '../../core/forge/find-token.ts';
import { type Forge, type ForgeRequest, type FoundRelease, PAGE_SIZE } from '../../core/forge/forge.ts';
import type { PublishPlan } from '../../core/forge/plan-publish.ts';
import { type ForgeAnswer, whyRefused } from '../../core/forge/why-refused.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { sendRequest } from './send-request.ts';

/** Who speaks to a forge, and how. */
export interface Speaker {
  readonly forge: Forge;
  readonly token: Token;
  readonly agent: string;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

/** What a forge has of a tag and its release. */
export interface ForgeState {
  readonly there: readonly string[] | null;
  readonly found: FoundRelease | null;
}

/** Drafts are the newest of all releases; who has more of them than stand on these pages looks himself. */
const PAGES = 4;

/** Reads what a forge has of a tag. Changes nothing. */
export async function readForge(speaker: Speaker, tag: string): Promise<ForgeState | Refusal> {
  const { forge } = speaker;
  const dialect = DIALECTS[forge.kind];
  const named = await ask(speaker, dialect.tag(forge, tag));
  if ('code' in named) return named;
  const published = await ask(speaker, dialect.find(forge, tag));
  if ('code' in published) return published;
  let found = published.json === null ? null : dialect.readRelease(published.json);
  // GitHub and Gitea hide a draft from who asks for its tag; and a repository that is not seen at all hides everything.
  for (let page = 1; !found && page <= PAGES; page++) {
    const listed = await ask(speaker, dialect.list(forge, page), false);
    if ('code' in listed) return listed;
    const releases = Array.isArray(listed.json) ? (listed.json as readonly unknown[]) : [];
    found = releases.map(dialect.readRelease).find((release) => release?.tag === tag) ?? null;
    if (releases.length < PAGE_SIZE) break;
  }
  return { there: named.json === null ? null : dialect.readTag(named.json), found };
}

/** An answer that may say that there is nothing: `null` then. */
async function ask(
  speaker: Speaker,
  request: ForgeRequest,
  mayBeAbsent = true,
): Promise<{ readonly json: unknown } | Refusal> {
  const answer = await send(speaker, request);
  if ('code' in answer) return answer;
  if (mayBeAbsent && answer.status === 404) return { json: null };
  return whyRefused(speaker.forge, answer, speaker.token.variable, Date.now()) ?? answer;
}

function send({ forge, token, ...more }: Speaker, request: ForgeRequest): Promise<ForgeAnswer | Refusal> {
  return sendRequest(request, { ...more, authorization: DIALECTS[forge.kind].authorize(token.value, token.variable) });
}

/** What came of sending a plan: the release, as far as it got, and what stopped it. */
export interface Published {
  readonly page: string;
  readonly sent: number;
  readonly refusal: Refusal | null;
}

/** Sends what a plan says, one request behind the other, and ends with the first that is not taken. */
export async function sendPlan(speaker: Speaker, { steps, found, wanted }: PublishPlan): Promise<Published> {
  const { forge } = speaker;
  const dialect = DIALECTS[forge.kind];
  let release: Pick<FoundRelease, 'id' | 'tag' | 'page'> | null = found;
  let sent = 0;
  for (const { kind, requests, asset, changes } of steps) {
    const target = release ?? { id: '{id}', tag: wanted.tag };
    // Only now it is known how the release is called.
    const now =
      kind === 'upload' && asset
        ? dialect.upload(forge, target, asset)
        : kind === 'update' && changes
          ? [dialect.update(forge, target.id, changes)]
          : requests;
    for (const request of now) {
      const answer = await send(speaker, request);
      const why = 'code' in answer ? answer : whyRefused(forge, answer, speaker.token.variable, Date.now());
      if (why) return { page: release?.page ?? '', sent, refusal: why };
      sent++;
      if (kind === 'upload' || 'code' in answer) continue;
      const read = dialect.readRelease(answer.json);
      if (!read)
        return {
          page: release?.page ?? '',
          sent,
          refusal: refusal(
            'forge-answer',
            `${forge.host} did not say what became of the release`,
            'Run the command again: it looks first what is there',
          ),
        };
      release = read;
    }
  }
  return { page: release?.page ?? '', sent, refusal: null };
}
