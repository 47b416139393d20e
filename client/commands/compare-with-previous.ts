import { commands, l10n, type Uri, window } from 'vscode';
import type { ChangedFileDto, ComparisonDto, RevisionDto } from '../../src/protocol/comparison.ts';
import { compareRequest } from '../../src/protocol/messages.ts';
import { chooseRelease } from '../choose-release.ts';
import { reportRefusal } from '../report.ts';
import { toRevisionUri } from '../revision-document.ts';
import type { Services } from '../services.ts';

/** Shows every file that differs between the tag of a release and the one before it, in one editor. */
export async function compareWithPrevious({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Compare with Previous Release');
  const chosen = await chooseRelease(session, title, argument, ({ kind, marks }) =>
    kind === 'next' ? true : marks.includes('comparable'),
  );
  if (!chosen) return;
  await showComparison(session, chosen);
}

/** Shows what differs between a release and the one before it, or a branch. */
export async function showComparison(
  session: Services['session'],
  { uri, release, against }: { readonly uri: string; readonly release: string; readonly against?: RevisionDto },
): Promise<void> {
  const params = { textDocument: { uri }, release, ...(against && { against }) };
  const { value, refusal } = await session.request(compareRequest, params);
  if (refusal) return reportRefusal(refusal);
  const names = [value.from.name, value.to.name] as const;
  if (value.files.length === 0) {
    void window.showInformationMessage(l10n.t('No file differs between {0} and {1}.', ...names));
    return;
  }
  const resources = value.files.map((file) => toResource(uri, value, file));
  await commands.executeCommand('vscode.changes', l10n.t('{0} ↔ {1}', ...names), resources);
  if (value.total > value.files.length) {
    void window.showInformationMessage(
      l10n.t('{0} files differ; the first {1} of them are shown.', value.total, value.files.length),
    );
  }
}

/** A file with its two sides; one that was added has no left side, one that was deleted no right one. */
function toResource(
  changelog: string,
  { from, to }: ComparisonDto,
  { path, change }: ChangedFileDto,
): readonly [Uri, Uri | undefined, Uri | undefined] {
  const left = toRevisionUri(changelog, from.commit, path);
  const right = toRevisionUri(changelog, to.commit, path);
  return [right, change === 'added' ? undefined : left, change === 'deleted' ? undefined : right];
}
