import { sayReason } from '../../src/core/text/say.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { DocumentStatusDto } from '../../src/protocol/dto.ts';
import { nextRelease } from '../features/next-release.ts';
import type { Session } from '../session.ts';
import { countFixable, countProblems } from './answers.ts';
import { toNextVersionDto } from './next-version.ts';

/** The state of a document, also of one that is no changelog. */
export async function describeDocument(session: Session, uri: string): Promise<DocumentStatusDto> {
  const { folder } = session.workspace.placeOf(uri);
  const { files, profile, refusal } = await session.policies.get(folder);
  const changelog = await session.isChangelog(uri);
  const view = changelog ? await session.viewAnywhere(uri) : null;
  const policyGap = refusal ? [{ rule: null, uri: folder?.uri ?? null, reason: toVisible(refusal.message) }] : [];
  const [policyFile] = files;
  const next = view && nextRelease(view);
  return {
    uri,
    version: view?.version ?? null,
    changelog,
    enabled: changelog && (await session.settings.get(uri)).enable,
    counts: countProblems(view?.problems ?? []),
    fixable: countFixable(view?.problems ?? []),
    notChecked: [
      ...policyGap,
      ...(view?.notChecked ?? []).map(({ rule, reason }) => ({
        rule,
        uri,
        reason: toVisible(sayReason(session.say, reason)),
      })),
    ],
    policy: policyFile
      ? { uri: policyFile.uri, problems: files.reduce((sum, { problems }) => sum + problems.length, 0) }
      : null,
    profile,
    current: view?.check.changelog.releases.find(({ version }) => version !== null)?.label ?? null,
    next: next && toNextVersionDto(next),
  };
}
