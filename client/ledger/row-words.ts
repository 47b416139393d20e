import { l10n, workspace } from 'vscode';
import type { LedgerSummaryDto, RowDto, RowStateDto } from '../../src/protocol/rows.ts';
import { nameChangelog } from '../changelog-name.ts';
import { describeProblems } from '../counts.ts';
import { describeChangelog } from './changelog-row.ts';

/** What a row is called. Names of the user's stay as they are. */
export function nameRow({ kind, label, count, state, marks }: RowDto): string {
  if (kind === 'changelog') return nameChangelog(label).name;
  if (kind === 'next') return l10n.t('Next: {0}', label);
  if (kind === 'problems') return describeProblems(count);
  if (kind === 'category' && label === '') return l10n.t('No category');
  if (kind === 'ready') return l10n.t('Ready: {0}', label);
  if (kind === 'checklist')
    return state === 'absent' ? l10n.t('New checklist for {0}…', label) : l10n.t('Checklist of {0}', label);
  if (kind === 'commits') return nameCommits(marks.includes('partial') ? `${count}+` : String(count), label);
  if (kind === 'phase' && label === '') return l10n.t('Tasks');
  if (kind === 'notCompared') return l10n.t('Not compared with git');
  return kind === 'nothing' ? (describeState(state) ?? '') : label;
}

function nameCommits(count: string, tag: string): string {
  return count === '1' ? l10n.t('1 commit since {0}', tag) : l10n.t('{0} commits since {1}', count, tag);
}

/** What a row says behind its name, part by part. @param summary what is known of the changelog that a row is */
export function describeRow(row: RowDto, summary?: LedgerSummaryDto): readonly string[] {
  const parts = row.kind === 'changelog' ? describeChangelog(row, summary) : partsOf(row);
  return parts.filter((part) => part !== null && part !== '') as readonly string[];
}

function partsOf({ kind, state, marks, date, detail, count }: RowDto): readonly (string | null)[] {
  switch (kind) {
    case 'release':
      // What is out of the ordinary first: a narrow side bar cuts off the rest.
      return [
        // A candidate has its section until it is promoted, if it ever had one.
        state === 'tag-only' && marks.includes('prerelease') ? null : describeState(state),
        marks.includes('yanked') ? l10n.t('yanked') : null,
        marks.includes('prerelease') ? l10n.t('pre-release') : null,
        date,
        detail,
      ];
    case 'tag':
      return [describeState(state), date, detail];
    case 'category':
      return [detail, String(count)];
    case 'next':
      return [describeState(state), detail === null ? l10n.t('the first release') : l10n.t('after {0}', detail)];
    case 'versionFile':
      return [detail, describeState(state)];
    case 'operation':
      return [describeState(state), l10n.t('by {0} on {1}', detail ?? '', date ?? '')];
    case 'manifest':
      return [state === 'valid' ? l10n.t('valid') : null, count === 0 ? null : describeProblems(count)];
    case 'checklist':
      return state === 'absent' ? [] : [describeOpen(count), detail];
    case 'phase':
      return [describeOpen(count), state === 'later' ? l10n.t('blocks nothing') : null, detail];
    case 'notCompared':
      return [workspace.isTrusted ? detail : l10n.t('the workspace is not trusted')];
    default:
      return [detail];
  }
}

function describeOpen(count: number): string {
  return count === 0 ? l10n.t('done') : l10n.t('{0} open', count);
}

/** A state in a word or two; null for those that need none. */
function describeState(state: RowStateDto | null): string | null {
  switch (state) {
    case 'untagged':
      return l10n.t('no tag');
    case 'tag-only':
      return l10n.t('no section in the changelog');
    case 'changed':
      return l10n.t('changed since its tag');
    case 'amended':
      return l10n.t('amended');
    case 'annotated':
      return l10n.t('annotated tag');
    case 'lightweight':
      return l10n.t('lightweight tag');
    case 'agrees':
      return l10n.t('agrees');
    case 'ahead':
      return l10n.t('ahead');
    case 'behind':
      return l10n.t('behind');
    case 'prerelease':
      return l10n.t('pre-release');
    case 'major':
    case 'minor':
    case 'patch':
      return state;
    case 'noReleases':
    case 'noRepository':
      return l10n.t('No release yet');
    case 'nothingUnreleased':
      return l10n.t('Nothing is unreleased');
    case 'noVersionFiles':
      return l10n.t('No file says a version');
    case 'interrupted':
      return l10n.t('interrupted');
    case 'undone':
      return l10n.t('undone');
    case 'takenBack':
      return l10n.t('taken back');
    case 'notOnDisk':
      return l10n.t('The changelog cannot be read');
    default:
      return null;
  }
}
