import { randomBytes } from 'node:crypto';
import { renderAudit } from '../../src/core/audit/html.ts';
import type { ReleaseTrace } from '../../src/core/audit/trace.ts';
import { aloneLedger } from '../../src/core/ledger/alone.ts';
import { findNamedRelease, ledgerOf, ledgersOf } from '../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { renderMetrics } from '../../src/core/metrics-report/html.ts';
import { renderSupport } from '../../src/core/support/html.ts';
import { describeSupport } from '../../src/core/support/support-status.ts';
import { escapeHtml } from '../../src/core/text/escape-html.ts';
import { type Page, panelPage } from '../../src/core/text/html-page.ts';
import { type Say, sayInEnglish } from '../../src/core/text/say.ts';
import { sayInGerman } from '../../src/core/text/say-in-german.ts';
import { toMoment } from '../../src/host/moment.ts';
import { gatherMetricsReport } from '../../src/host/records/gather-metrics.ts';
import { gatherTraces } from '../../src/host/records/gather-traces.ts';
import { type RecordPlace, readDeploymentLog } from '../../src/host/records/release-records.ts';
import type { RefusalDto } from '../../src/protocol/dto.ts';
import type * as messages from '../../src/protocol/messages.ts';
import {
  PAGE_COMMANDS,
  PAGE_LINKS,
  PAGES,
  type PageDto,
  type PageKind,
  type PageParams,
  pageRequest,
} from '../../src/protocol/pages.ts';
import { requireDocument, requireText } from '../handle.ts';
import type { Session } from '../session.ts';
import { toFilePath } from '../uris.ts';
import type { View } from '../view.ts';
import { aboutLedger } from './answers.ts';
import { toOwnView } from './own-view.ts';

/** Joins the request for a page to what answers it. */
export function offerPageRequest(
  on: <Params, Result>(
    message: messages.RequestMessage<Params, Result>,
    answer: (params: Params) => Promise<Result>,
  ) => void,
  session: Session,
): void {
  on(pageRequest, async (params) => {
    requireDocument(params);
    requireText(params.language, 'language');
    if (!PAGES.includes(params.page)) requireText(undefined, 'page');
    if (params.release !== undefined) requireText(params.release, 'release');
    return showPage(session, params);
  });
}

/** Writes a page for the editor. Pages only read: before the workspace is trusted they are made without git, and say so. */
async function showPage(session: Session, params: PageParams): Promise<PageDto> {
  const { page: kind, release, textDocument } = params;
  const language = /^de\b/i.test(params.language) ? 'de' : 'en';
  const say = language === 'de' ? sayInGerman : sayInEnglish;
  await session.viewWithLedger(textDocument.uri);
  const known = await aboutLedger(session, textDocument.uri, (view, ledger) => ({ view, ledger }));
  const page = known.refusal ? toRefusalPage(known.refusal, say) : await writePage(session, params, known.value, say);
  const nonce = randomBytes(18).toString('base64');
  const state = JSON.stringify({ page: kind, uri: textDocument.uri, ...(release !== undefined && { release }) });
  const body = `${toLinks(kind, textDocument.uri, say)}\n${page.body}`;
  return { title: page.title, html: panelPage({ ...page, body }, { nonce, state, language }), nonce };
}

async function writePage(
  session: Session,
  { page, release, textDocument: { uri } }: PageParams,
  { view: shown, ledger }: { readonly view: View; readonly ledger: GatheredLedger },
  say: Say,
): Promise<Page> {
  const { host } = session;
  const view = await toOwnView(session, shown, ledger);
  const { policy, today } = view;
  const { path: name } = view.place;
  if (page === 'support') {
    const versions = describeSupport(ledger, policy.support, today, say);
    return renderSupport(name, { today, versions, promises: policy.support.stages.length > 0 }, say);
  }
  const place: RecordPlace = {
    ...{ policy, name, ledger },
    root: view.place.folder?.path ?? '',
    file: toFilePath(uri) ?? '',
    repository: await session.ledgers.repositoryOf(view),
  };
  const { lines: deployments, remarks } = await readDeploymentLog(host.files, place, say);
  const records = { ...place, deployments };
  if (page === 'metrics') {
    const window = { until: today, now: toMoment(host.env) };
    const { report, remarks: others } = await gatherMetricsReport(host.files, records, window, say);
    return withRemarks(renderMetrics(name, report, say), [...remarks, ...others]);
  }
  const wanted = release === undefined ? null : findNamedRelease(ledger, release);
  const traces: ReleaseTrace[] = [];
  for (const each of wanted ? [ledgerOf(ledger, wanted)] : release === undefined ? ledgersOf(ledger) : []) {
    const { policy: own } = await toOwnView(session, shown, each);
    const alone = { ...place, policy: own, ledger: aloneLedger(each) };
    const { lines } = await readDeploymentLog(host.files, alone, say);
    const releases = wanted ? [wanted] : each.releases;
    const found = await gatherTraces(host, { ...alone, deployments: lines }, { releases, today }, say);
    const of = ledger.others.length === 0 || each.component === '' ? '' : `${each.component} `;
    traces.push(...found.map((trace) => ({ ...trace, version: of + trace.version })));
  }
  return withRemarks(renderAudit(name, { today, traces }, say), remarks);
}

/** What could not be read stands below what was: numbers that leave something out say so. */
function withRemarks({ title, body }: Page, remarks: readonly string[]): Page {
  if (remarks.length === 0) return { title, body };
  return { title, body: `${body}\n<ul>${remarks.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>` };
}

function toRefusalPage({ code, message, hint }: RefusalDto, say: Say): Page {
  const title = say('Nothing to show');
  const isMissing = code === 'not-a-changelog' || code === 'not-found';
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(message)}</p>`,
    hint === null ? '' : `<p>${escapeHtml(say('What to do: {0}', hint))}</p>`,
    isMissing ? `<p>${toLink(PAGE_LINKS.initialize, say('Start with Release Ledger'))}</p>` : '',
  ];
  return { title, body: body.join('\n') };
}

const NAMES: Readonly<Record<PageKind, string>> = {
  metrics: 'Metrics',
  audit: 'Audit trail',
  support: 'Support status',
};

function toLinks(shown: PageKind, uri: string, say: Say): string {
  const argument = `?${encodeURIComponent(JSON.stringify([{ uri }]))}`;
  const links = PAGES.map((page) =>
    page === shown
      ? `<span aria-current="page">${escapeHtml(say(NAMES[page]))}</span>`
      : toLink(`${PAGE_COMMANDS[page]}${argument}`, say(NAMES[page])),
  );
  return `<nav aria-label="${escapeHtml(say('Pages'))}">${links.join('')}</nav>`;
}

function toLink(command: string, title: string): string {
  return `<a href="command:${escapeHtml(command)}">${escapeHtml(title)}</a>`;
}
