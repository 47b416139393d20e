import { ThemeColor, ThemeIcon } from 'vscode';
import type { RowDto, RowStateDto } from '../../src/protocol/rows.ts';

/** Most releases are as they should be: only what is not has a colour. */
const RELEASES: { readonly [state in RowStateDto]?: ThemeIcon } = {
  released: icon('tag'),
  untagged: icon('circle-outline', 'charts.blue'),
  'tag-only': icon('question', 'list.warningForeground'),
  changed: icon('diff-modified', 'gitDecoration.modifiedResourceForeground'),
  amended: icon('note'),
  'not-compared': icon('circle-outline'),
};

/** The categories of the standard by their own names, in whichever language they are written. */
const CATEGORIES: { readonly [category: string]: ThemeIcon } = {
  Added: icon('add'),
  Changed: icon('edit'),
  Deprecated: icon('watch'),
  Removed: icon('trash'),
  Fixed: icon('bug'),
  Security: icon('shield'),
};

const SEVERITIES: { readonly [state in RowStateDto]?: ThemeIcon } = {
  error: icon('error', 'list.errorForeground'),
  warning: icon('warning', 'list.warningForeground'),
};

const VERSION_FILES: { readonly [state in RowStateDto]?: ThemeIcon } = {
  agrees: icon('pass', 'testing.iconPassed'),
  ahead: icon('arrow-up', 'charts.blue'),
  behind: icon('warning', 'list.warningForeground'),
  silent: icon('circle-slash', 'disabledForeground'),
};

const TASKS: { readonly [state in RowStateDto]?: ThemeIcon } = {
  ticked: icon('pass', 'testing.iconPassed'),
  notApplicable: icon('circle-slash', 'disabledForeground'),
  failing: icon('error', 'list.errorForeground'),
  odd: icon('question', 'list.warningForeground'),
  open: icon('circle-large-outline'),
};

/** The icon of a row; undefined for rows that say by their words alone what they are. */
export function iconOf({ kind, state, marks, category, checked }: RowDto): ThemeIcon | undefined {
  const known = state ?? 'released';
  switch (kind) {
    case 'release':
      return marks.includes('yanked')
        ? icon('circle-slash', 'gitDecoration.deletedResourceForeground')
        : (known === 'released' || known === 'tag-only') && marks.includes('prerelease')
          ? icon('beaker')
          : RELEASES[known];
    case 'tag':
    case 'commit':
      return icon('git-commit');
    case 'commits':
      return icon('git-branch');
    case 'category':
      return Object.hasOwn(CATEGORIES, category ?? '') ? CATEGORIES[String(category)] : icon('list-unordered');
    case 'entry':
      return state === 'breaking' ? icon('warning', 'list.warningForeground') : icon('circle-small-filled');
    case 'problems':
    case 'problem':
      return SEVERITIES[known] ?? icon('info', 'notificationsInfoIcon.foreground');
    case 'next':
      return icon('rocket');
    case 'reason':
      return icon('arrow-small-right');
    case 'versionFile':
      return VERSION_FILES[known];
    case 'manifest':
      return state === 'valid' ? icon('verified-filled', 'testing.iconPassed') : (SEVERITIES[known] ?? icon('book'));
    case 'artifact':
      return icon('package');
    case 'changelog':
      return ThemeIcon.File;
    case 'blocker':
      return icon('error', 'list.errorForeground');
    case 'ready':
      return icon('pass', 'testing.iconPassed');
    case 'checklist':
      return icon(state === 'absent' ? 'new-file' : 'checklist');
    case 'phase':
      return undefined;
    case 'task':
      // Its box says the same of one that people tick.
      return checked !== null && (known === 'open' || known === 'ticked') ? undefined : TASKS[known];
    case 'operation':
      return state === 'interrupted' ? icon('warning', 'list.warningForeground') : icon('history');
    case 'notCompared':
      return icon('info');
    case 'nothing':
      return undefined;
  }
}

function icon(name: string, color?: string): ThemeIcon {
  return new ThemeIcon(name, color === undefined ? undefined : new ThemeColor(color));
}
