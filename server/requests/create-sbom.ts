import { toVisible } from '../../src/core/text/visible.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { SbomDto } from '../../src/protocol/manifests.ts';
import type { Session } from '../session.ts';
import type { ReleaseRecord } from './release-record.ts';
import { runTool } from './tool-answer.ts';

/** Has the command line make the bill of materials of a tagged release. */
export async function createSbom(
  session: Session,
  record: ReleaseRecord,
  signal: AbortSignal,
): Promise<AnswerDto<SbomDto>> {
  const answer = await runTool(session, record, ['sbom', record.name], signal);
  if (answer.refusal) return answer;
  return { value: { text: answer.value.text, notes: answer.value.said.map(toVisible) } };
}
