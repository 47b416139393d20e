import type { DependencyChange } from '../../core/dependencies/compare.ts';
import { styled } from '../printer.ts';
import { printNote, type Session } from '../session.ts';
import type { DependencyReport } from './dependency-report.ts';

const TITLES = { added: 'Added', updated: 'Updated', removed: 'Removed' } as const;

/** Prints what `deps` found. */
export function printDependencies(session: Session, report: DependencyReport, format: 'text' | 'json' | 'md'): void {
  const { out } = session;
  if (format === 'json') {
    out.json(report);
    return;
  }
  for (const { file, line, message } of report.notRead) printNote(session, `${file}:${line}: not read: ${message}`);
  if (report.package && report.package.shared.length > 0) {
    const { folder, shared } = report.package;
    printNote(
      session,
      `${shared.join(', ')} may be others’, too: of it only what ${folder} itself asks for is looked at`,
    );
  }
  if (report.notCompared !== null) printNote(session, `not compared: ${report.notCompared}`);
  if (format === 'md') printMarkdown(session, report);
  else printText(session, report);
}

function printText({ out }: Session, { from, to, changes, loose }: DependencyReport): void {
  if (from !== null) {
    out.line(styled(`${from} → ${to ?? 'the files as they are'}`, 'bold'));
    const direct = changes.filter((each) => each.direct);
    const indirect = changes.filter((each) => !each.direct);
    if (changes.length === 0) out.line('No dependency changes');
    for (const change of direct) out.line(describeChange(change), styled(describePlace(change), 'dim'));
    if (indirect.length > 0) out.line(styled(`Needed by others (${indirect.length})`, 'bold'));
    for (const change of indirect) out.line(`  ${describeChange(change)}`);
  }
  if (loose === null) return;
  if (from !== null) out.line('');
  out.line(styled(loose.length === 0 ? 'Everything is pinned' : `Not pinned (${loose.length})`, 'bold'));
  for (const { file, line, name, reason } of loose) {
    out.line(styled(`${file}:${line}`, 'underline'), `  ${name === null ? '' : `${name} `}${reason}`);
  }
}

/** As release manifests have it: `Added: name==1.2.3`, `Updated: name 1.0.0 → 1.1.0`, `Removed: name`. */
export function describeChange({ kind, ecosystem, name, from, to }: DependencyChange): string {
  if (kind === 'removed') return `${TITLES[kind]}: ${name}`;
  if (kind === 'updated') return `${TITLES[kind]}: ${name} ${from} → ${to}`;
  const isRange = to === null || /^\D/.test(to) || to.includes(',');
  return `${TITLES[kind]}: ${name}${ecosystem === 'python' && !isRange ? '==' : ' '}${to}`;
}

function describePlace({ ecosystem, dev, files }: DependencyChange): string {
  return `  ${ecosystem}${dev ? ', for development' : ''}, ${files.join(', ')}`;
}

function printMarkdown({ out }: Session, { from, changes, loose }: DependencyReport): void {
  if (from !== null) {
    if (changes.length === 0) out.line('- No dependency changes');
    for (const change of changes) out.line(`- ${describeChange(change)}`);
  }
  if (loose === null || loose.length === 0) return;
  if (from !== null) out.line('');
  for (const { file, line, name, reason } of loose)
    out.line(`- Not pinned: ${name === null ? '' : `${name} `}${reason}, ${file}:${line}`);
}
