import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { BundleDto } from '../../src/protocol/manifests.ts';
import type { Session } from '../session.ts';
import { uriWithin } from '../workspace.ts';
import type { ReleaseRecord } from './release-record.ts';
import { runTool } from './tool-answer.ts';

/** The line that says what was made: its digest, and its path relative to the folder. */
const MADE = /^[0-9a-f]{64} {2}([^\r\n]+)$/m;

/** Has the command line pack what was tagged and write it where the policy says. */
export async function createBundle(
  session: Session,
  record: ReleaseRecord,
  format: 'tar.gz' | 'zip' | null,
  signal: AbortSignal,
): Promise<AnswerDto<BundleDto>> {
  const chosen = format === null ? [] : ['--format', format];
  return pack(session, record, [...chosen, 'bundle', record.name], signal);
}

/** Has the command line pack everything that proves a release. */
export function createEvidencePack(
  session: Session,
  record: ReleaseRecord,
  signal: AbortSignal,
): Promise<AnswerDto<BundleDto>> {
  return pack(session, record, ['audit', 'pack', record.name], signal);
}

async function pack(
  session: Session,
  record: ReleaseRecord,
  args: readonly string[],
  signal: AbortSignal,
): Promise<AnswerDto<BundleDto>> {
  const answer = await runTool(session, record, args, signal);
  if (answer.refusal) return answer;
  const { text, said } = answer.value;
  const path = MADE.exec(text)?.[1] ?? null;
  const isInside = path !== null && !path.startsWith('..') && !/^(?:\/|[A-Za-z]:)/.test(path);
  const file = isInside ? { uri: uriWithin(record.folder, path), path: toVisible(path) } : null;
  return { value: { said: said.map(toVisible), file } };
}
