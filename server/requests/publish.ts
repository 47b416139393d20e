import { toVisible, toVisibleLine } from '../../src/core/text/visible.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { PlannedPublishDto, PublishParams } from '../../src/protocol/publish.ts';
import { requireText } from '../handle.ts';
import type { Session } from '../session.ts';
import { refuse } from './answers.ts';
import type { ReleaseRecord } from './release-record.ts';
import { runTool } from './tool-answer.ts';

/** What `plan publish --format json` prints, as far as it is shown. */
interface PrintedPlan {
  readonly title: string;
  readonly forge: PlannedPublishDto['forge'];
  readonly description: readonly string[];
  readonly steps: readonly { readonly requests: readonly { readonly method: string; readonly url: string }[] }[];
  readonly blockers: PlannedPublishDto['blockers'];
  readonly notes: readonly string[];
  readonly found: { readonly page: string } | null;
}

/** Has the command line plan what would be sent to the forge. */
export async function planPublish(
  session: Session,
  record: ReleaseRecord,
  params: PublishParams,
  signal: AbortSignal,
): Promise<AnswerDto<PlannedPublishDto>> {
  const answer = await run(session, record, params, ['plan', 'publish'], signal);
  if (answer.refusal) return answer;
  const { title, forge, description, steps, blockers, notes, found } = JSON.parse(answer.value.text) as PrintedPlan;
  const longest = Math.max(2, ...description.flatMap((line) => [...line.matchAll(/~+/g)].map(([each]) => each.length)));
  const fence = '~'.repeat(longest + 1);
  const [, ...lines] = description;
  return {
    value: {
      title: toVisibleLine(title),
      forge,
      description: [`# ${toVisible(title)}`, '', `${fence}text`, ...lines.map(toVisible), fence, ''].join('\n'),
      requests: steps.flatMap(({ requests }) => requests.map(({ method, url }) => `${method} ${toVisibleLine(url)}`)),
      blockers: blockers.map(({ code, message, hint }) => ({
        code,
        message: toVisibleLine(message),
        hint: hint && toVisibleLine(hint),
      })),
      notes: notes.map(toVisibleLine),
      page: found?.page ?? null,
    },
  };
}

/** Has the command line send what the user has agreed to. */
export async function publish(
  session: Session,
  record: ReleaseRecord,
  params: PublishParams,
  signal: AbortSignal,
): Promise<AnswerDto<{ readonly page: string }>> {
  const answer = await run(session, record, params, ['publish'], signal, '--yes');
  if (answer.refusal) return answer;
  const { page } = JSON.parse(answer.value.text) as { readonly page?: unknown };
  return typeof page === 'string'
    ? { value: { page } }
    : refuse('failed', 'The forge did not say where the release is');
}

/** The token goes by the environment of a process of our own: neither into its arguments nor into anything that is kept. */
function run(
  session: Session,
  record: ReleaseRecord,
  { options, token }: PublishParams,
  command: readonly string[],
  signal: AbortSignal,
  ...more: readonly string[]
): ReturnType<typeof runTool> {
  if (token) {
    requireText(token.value, 'token.value');
    requireText(token.host, 'token.host');
  }
  const flags = (['public', 'update', 'bundle'] as const).filter((name) => options?.[name] === true);
  const named = token ? [`--host=${token.host}`] : [];
  const args = ['--format', 'json', ...command, ...flags.map((name) => `--${name}`), ...named, ...more];
  return runTool(session, record, [...args, '--', record.name], signal, {
    ...(token && { RELEASE_LEDGER_TOKEN: token.value }),
  });
}
