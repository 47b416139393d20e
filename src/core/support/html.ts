import { escapeHtml } from '../text/escape-html.ts';
import type { Page } from '../text/html-page.ts';
import { renderDay, renderTable } from '../text/html-table.ts';
import type { Say } from '../text/say.ts';
import type { VersionSupport } from './support-status.ts';

/** How each version is supported, as a page. @param promises false where the policy promises no support at all */
export function renderSupport(
  project: string,
  {
    today,
    versions,
    promises,
  }: { readonly today: string; readonly versions: readonly VersionSupport[]; readonly promises: boolean },
  say: Say,
): Page {
  const title = say('Support status of {0}', project);
  const rows = versions.map(({ version, released, line, level, until, upgradeTo, reason }) => [
    escapeHtml(version),
    renderDay(released),
    escapeHtml(line),
    { html: escapeHtml(say(LEVELS[level].name)), mark: LEVELS[level].mark },
    renderDay(until ?? (level === 'none' ? '–' : say('no end known').replaceAll(' ', '\u00a0'))),
    escapeHtml(upgradeTo ?? '–'),
    escapeHtml(reason),
  ]);
  const headings = ['Version', 'Released', 'Line', 'Support', 'Until', 'Upgrade to', 'Why'];
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="muted">${escapeHtml(say('On {0}, by the policy', today))}</p>`,
    promises
      ? ''
      : `<p>${escapeHtml(say('The policy promises no support. {0} in it would, for the newest line.', '"support": { "stages": [{ "level": "full" }] }'))}</p>`,
    versions.length === 0
      ? `<p>${escapeHtml(say('Nothing was released: a release is a dated section of the changelog, or a tag.'))}</p>`
      : renderTable(
          title,
          headings.map((each) => say(each)),
          rows,
        ),
  ];
  return { title, body: body.join('\n') };
}

const LEVELS: Readonly<Record<VersionSupport['level'], { readonly name: string; readonly mark: string }>> = {
  full: { name: 'full', mark: 'good' },
  security: { name: 'security', mark: '' },
  none: { name: 'none', mark: 'muted' },
};
