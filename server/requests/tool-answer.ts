import { isKnown } from '../../src/core/ledger/ledger.ts';
import type { ProcessResult } from '../../src/host/process.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import { cancelled } from '../cancelling.ts';
import type { Session } from '../session.ts';
import { refuse } from './answers.ts';
import type { ReleaseRecord } from './release-record.ts';

/** What the command line printed: its data, and its sentences without their marks. */
export interface ToolOutput {
  readonly text: string;
  readonly said: readonly string[];
}

/**
 * Runs the command line on the folder of a release; what it refuses is refused.
 *
 * @param env what the command line is told beside what this process was told
 * @throws the answer to a cancelled request where it was cancelled
 */
export async function runTool(
  session: Session,
  { root, ledger, view }: ReleaseRecord,
  args: readonly string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<AnswerDto<ToolOutput>> {
  // Whoever knows repositories knows whether the workspace is trusted; nothing is started before.
  if (!isKnown(ledger.repository))
    return refuse('refused', `Releases are read with git: ${ledger.repository.notKnown}`);
  const result = await session.host.runTool(['--changelog', view.place.path, ...args], { cwd: root, signal, env });
  if (signal.aborted) throw cancelled();
  return toAnswer(result);
}

/** What the command line ended with, as an answer. */
export function toAnswer(result: ProcessResult): AnswerDto<ToolOutput> {
  if (result.kind === 'failed') return refuse('failed', `The command line of Release Ledger failed: ${result.detail}`);
  const lines = result.stderr.split('\n').map((line) => line.trim());
  const error = lines.find((line) => line.startsWith('error: '))?.slice('error: '.length);
  const hint = lines.find((line) => line.startsWith('hint: '))?.slice('hint: '.length) ?? null;
  const text = result.stdout.toString('utf8');
  if (error !== undefined) return refuse('refused', error, hint);
  if (result.code !== 0 && text === '')
    return refuse('failed', lines.filter(Boolean).join(' ') || `It ended with ${result.code}`);
  return { value: { text, said: lines.filter(Boolean).map((line) => line.replace(/^note: /, '')) } };
}
