import { isBreaking } from '../../src/core/changelog/breaking.ts';
import { componentOf } from '../../src/core/changelog/component.ts';
import type { Release, Span } from '../../src/core/index.ts';
import { releaseId } from '../../src/core/ledger/components.ts';
import { isKnown, type LedgerRelease } from '../../src/core/ledger/ledger.ts';
import { versionKey } from '../../src/core/version/version-key.ts';
import type { ClientCommand } from '../../src/protocol/messages.ts';
import type { View } from '../view.ts';
import { countEntries } from './age.ts';
import { leadsToNext, nextRelease } from './next-release.ts';
import { knowsAllTags, taggedReleases } from './release-tag.ts';

/** A line above the heading of a release. Without a command it is text. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: ClientCommand | null;
  /** The release that the command is about. */
  readonly release: string;
}

/** What is known of the manifest of a release: one is there, the project keeps some but not of this one, or it keeps none. */
export type ManifestState = 'there' | 'missing' | 'none';

/**
 * A release can be compared with the tagged one before it, what is unreleased with the newest tag.
 *
 * @param commands what the client can run; nothing else is offered
 */
export function codeLenses(
  view: View,
  commands: ReadonlySet<ClientCommand>,
  manifestOf: (release: Release) => ManifestState = () => 'none',
): readonly Lens[] {
  if (!view.settings.codeLens) return [];
  const tagged = taggedReleases(view);
  const oldest = new Map<string, LedgerRelease>();
  for (const release of tagged?.values() ?? []) if (isOnCommit(release)) oldest.set(release.component, release);
  const [main] = tagged?.values() ?? [];
  return view.check.changelog.releases.flatMap((release) => {
    const { version } = release;
    const known =
      (version && tagged?.get(releaseId({ component: componentOf(release), key: versionKey(version) }))) ?? null;
    const comparable = release.unreleased
      ? main && oldest.has(main.component)
      : known && isOnCommit(known) && known !== oldest.get(known.component);
    return [
      ...lensesOf(view, release, commands, known, Boolean(comparable)),
      ...manifestLens(view, release, commands, manifestOf(release)),
    ];
  });
}

function manifestLens(
  { say }: View,
  release: Release,
  commands: ReadonlySet<ClientCommand>,
  state: ManifestState,
): readonly Lens[] {
  const [title, command] =
    state === 'there'
      ? (['Manifest', 'releaseLedger.openManifest'] as const)
      : (['Generate manifest…', 'releaseLedger.generateManifest'] as const);
  if (state === 'none' || release.version === null || !commands.has(command)) return [];
  return [{ span: release.heading.text, title: say(title), command, release: release.label }];
}

function isOnCommit({ tags }: LedgerRelease): boolean {
  return tags.some(({ commit }) => commit !== null);
}

function lensesOf(
  view: View,
  release: Release,
  commands: ReadonlySet<ClientCommand>,
  known: LedgerRelease | null,
  comparable: boolean,
): readonly Lens[] {
  const { say } = view;
  const lens = (title: string, command: ClientCommand | null): Lens => ({
    span: release.heading.text,
    title,
    command,
    release: release.label,
  });
  const lenses = [lens(describeCounts(view, release), null)];
  const [tag] = known?.tags ?? [];
  if (tag)
    lenses.push(lens(`${say('tagged {0}', tag.name)}${tag.date === null ? '' : ` · ${tag.date.slice(0, 10)}`}`, null));
  else if (known && knowsAllTags(view)) lenses.push(lens(say('not tagged'), null));
  const next = leadsToNext(view, release) ? nextRelease(view) : null;
  if (next) lenses.push(lens(say('Next: {0} ({1})', next.next, next.level), null));
  if (release.unreleased && commands.has('releaseLedger.addEntry'))
    lenses.push(lens(say('Add entry…'), 'releaseLedger.addEntry'));
  // Where git is not asked, nothing is released either.
  if (next && isReleasable(view) && commands.has('releaseLedger.cut'))
    lenses.push(lens(say('Cut…'), 'releaseLedger.cut'));
  const isEmpty = release.summary === null && release.sections.length === 0 && release.looseEntries.length === 0;
  if (!isEmpty && commands.has('releaseLedger.previewNotes'))
    lenses.push(lens(say('Preview notes'), 'releaseLedger.previewNotes'));
  if (comparable && commands.has('releaseLedger.compareWithPrevious'))
    lenses.push(lens(say('Compare'), 'releaseLedger.compareWithPrevious'));
  return lenses;
}

function isReleasable({ ledger: { ledger } }: View): boolean {
  return ledger !== null && isKnown(ledger.repository);
}

function describeCounts({ source, say }: View, { sections, looseEntries }: Release): string {
  const entries = [...looseEntries, ...sections.flatMap((section) => section.entries)];
  const breaking = entries.filter((entry) => isBreaking(source.text, entry)).length;
  const counted = countEntries(entries.length, say);
  return breaking > 0 ? say('{0}, {1} breaking', counted, breaking) : counted;
}
