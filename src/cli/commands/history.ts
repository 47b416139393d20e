import { findNamedRelease, listReleases, nameRelease } from '../../core/ledger/components.ts';
import type { GatheredLedger } from '../../core/ledger/gather.ts';
import { describeHistory, type HistoryEntry } from '../../core/ledger/history.ts';
import type { LedgerRelease } from '../../core/ledger/ledger.ts';
import type { VersionTag } from '../../core/ledger/match-tags.ts';
import { type Printer, styled } from '../printer.ts';
import { begin, EXIT, printRefusal, type Session } from '../session.ts';
import { openLedger } from '../the-ledger.ts';

/** A message says in its first lines what it is about, as `git tag -n5` shows them. */
const MESSAGE_LINES = 5;

/** `history [VERSION]`: the releases, newest first, or one of them in full. */
export async function history(
  session: Session,
  [wanted]: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const begun = await begin(session, ['text', 'json', 'md']);
  const opened = begun && (await openLedger(session, begun));
  if (!opened) return EXIT.usage;
  const { format } = begun;
  const { ledger } = opened;
  const releases = listReleases(ledger);
  const entries = describeHistory(ledger);
  if (wanted === undefined) {
    if (options.titles === true && format !== 'json') printTitles(session.out, ledger, releases);
    else if (format === 'json') session.out.json({ releases: entries });
    else
      releases.forEach((release, i) => {
        printLine(session.out, nameRelease(ledger, release), entries[i] as HistoryEntry, format === 'md');
      });
    return EXIT.done;
  }
  const release = findNamedRelease(ledger, wanted);
  if (!release) {
    printRefusal(session, {
      message: `there is no release ${wanted}, neither in ${opened.file.name} nor among the tags`,
      hint: 'Run “release-ledger history” to see those there are',
    });
    return EXIT.findings;
  }
  const entry = entries[releases.indexOf(release)] as HistoryEntry;
  if (format === 'json') session.out.json({ ...entry, tag: toTag(release), text: sectionText(ledger, release) });
  else if (format === 'md') printMarkdown(session.out, ledger, release, entry);
  else printRelease(session.out, ledger, release, entry);
  return EXIT.done;
}

/** The register of versions and what they are called, in the order in which they came. */
function printTitles(out: Printer, ledger: GatheredLedger, releases: readonly LedgerRelease[]): void {
  for (const release of releases.toReversed()) {
    const title = release.section?.title;
    out.line(title ? `${nameRelease(ledger, release)} - ${title}` : nameRelease(ledger, release));
  }
}

function printLine(out: Printer, name: string, entry: HistoryEntry, markdown: boolean): void {
  const remarks = entry.remarks.length > 0 ? ` (${entry.remarks.join(', ')})` : '';
  const counts = entry.counts.map(({ category, entries }) => `${entries} ${category || 'uncategorized'}`).join(', ');
  if (markdown) {
    out.line(
      `- **${name}**${entry.date ? ` – ${entry.date}` : ''}${entry.title ? ` – ${entry.title}` : ''}${counts ? `: ${counts}` : ''}${remarks}`,
    );
  } else {
    out.line(
      styled(name, 'bold'),
      `  ${entry.date ?? 'no date'}  ${entry.title ?? ''}${entry.title ? '  ' : ''}`,
      styled(counts, 'dim'),
      remarks,
    );
  }
}

function toTag({ tags: [tag] }: LedgerRelease): Omit<VersionTag, 'version'> | null {
  if (!tag) return null;
  const { version: _, ...said } = tag;
  return said;
}

function printMarkdown(out: Printer, ledger: GatheredLedger, release: LedgerRelease, entry: HistoryEntry): void {
  const said = [nameRelease(ledger, release), entry.date, ...entry.remarks].filter((each) => each !== null);
  out.line(`## ${said.join(' – ')}`);
  const [tag] = release.tags;
  if (tag) out.lines(`\n${describeTag(tag)}`);
  const message = tag?.message?.trimEnd().split('\n').slice(0, MESSAGE_LINES) ?? [];
  if (message.length > 0) out.lines(`\n${message.map((line) => `> ${line}`.trimEnd()).join('\n')}`);
  const text = sectionText(ledger, release);
  if (text !== null) out.lines(`\n${text}`);
}

function describeTag({ name, annotated, date, commit }: VersionTag): string {
  return `tag ${name}, ${annotated ? 'annotated' : 'lightweight'}, ${date ?? 'no date'}, commit ${commit ?? 'none'}`;
}

function printRelease(out: Printer, ledger: GatheredLedger, release: LedgerRelease, entry: HistoryEntry): void {
  const [tag] = release.tags;
  out.line(
    styled(`${nameRelease(ledger, release)}${entry.date ? ` – ${entry.date}` : ''}`, 'bold'),
    entry.remarks.length > 0 ? `  ${entry.remarks.join(', ')}` : '',
  );
  if (tag) out.line(styled(describeTag(tag), 'dim'));
  for (const line of (tag?.message?.trimEnd().split('\n') ?? []).slice(0, MESSAGE_LINES)) out.line(`    ${line}`);
  const text = sectionText(ledger, release);
  if (text !== null) out.lines(`\n${text}`);
}

/** The section's text below its heading, as written. */
function sectionText({ changelog: { source } }: GatheredLedger, { section }: LedgerRelease): string | null {
  return section && source.text.slice(section.heading.end, section.end).trim();
}
