import { blocker } from '../release/compose.ts';
import type { Blocker } from '../release/plan.ts';
import { DIALECTS } from './dialects.ts';
import type { Asset, Forge, ForgeRequest, FoundRelease, WantedRelease } from './forge.ts';

export interface PublishFacts {
  readonly forge: Forge;
  readonly version: string;
  /** The tag as this repository has it. */
  readonly tag: { readonly object: string; readonly commit: string | null };
  /** What the tag names at the forge; null where it is not there. */
  readonly there: readonly string[] | null;
  readonly found: FoundRelease | null;
  readonly wanted: WantedRelease;
  readonly assets: readonly Asset[];
  /** True where the user has said that a release which is there may be written anew. */
  readonly update: boolean;
}

/** One thing that is sent. Where the release has no id yet, its requests are shown with `{id}`. */
export interface PublishStep {
  readonly kind: 'create' | 'update' | 'upload';
  readonly requests: readonly ForgeRequest[];
  /** The file of an upload. */
  readonly asset?: Asset;
  /** What an update changes. */
  readonly changes?: Partial<WantedRelease>;
}

/** What is sent to a forge to make a release there, shown before and sent as it was shown. */
export interface PublishPlan {
  readonly operation: 'publish';
  readonly title: string;
  readonly forge: Forge;
  readonly wanted: WantedRelease;
  readonly found: FoundRelease | null;
  readonly steps: readonly PublishStep[];
  readonly blockers: readonly Blocker[];
  readonly notes: readonly string[];
}

/**
 * Plans the release of a tag at a forge. A release that is there is never written anew but on the user's word, a file never
 * replaced, and a release that everybody sees never made a draft again.
 */
export function planPublish(facts: PublishFacts): PublishPlan {
  const { forge, version, wanted, found } = facts;
  const notes: string[] = [];
  const blockers = checkTag(facts);
  if (!wanted.draft || found?.draft === false || DIALECTS[forge.kind].drafts) {
    if (found) notes.push(`There is a ${found.draft ? 'draft' : 'public release'} of it already: ${found.page}`);
  } else
    blockers.push(
      blocker(
        'no-drafts',
        `${forge.host} has no drafts: a release is seen by everybody at once`,
        `Where that is meant: release-ledger publish ${version} --public`,
      ),
    );
  const steps = found ? changeFound(facts, found, notes, blockers) : makeNew(facts);
  const what = found ? 'Change the release' : wanted.draft ? 'Draft a release' : 'Make a public release';
  const title = found?.draft && !wanted.draft ? `Make the draft of ${version} public` : `${what} of ${version}`;
  return { operation: 'publish', title: `${title} at ${forge.host}`, forge, wanted, found, steps, blockers, notes };
}

function checkTag({ there, tag, wanted, forge, version }: PublishFacts): Blocker[] {
  const hint = `Push it first: release-ledger push ${version}`;
  if (there === null) return [blocker('not-pushed', `${forge.host} has no tag ${wanted.tag}`, hint)];
  if (there.length === 0 || there.includes(tag.object) || (tag.commit !== null && there.includes(tag.commit)))
    return [];
  const message = `the tag ${wanted.tag} at ${forge.host} is another one than here`;
  return [blocker('other-tag', message, `Compare them: git ls-remote --tags origin ${wanted.tag}`)];
}

/** With files it begins as a draft wherever there are drafts, so that nobody sees a release without them. */
function makeNew({ forge, wanted, assets }: PublishFacts): readonly PublishStep[] {
  const dialect = DIALECTS[forge.kind];
  const first = assets.length > 0 && dialect.drafts ? { ...wanted, draft: true } : wanted;
  const made = { id: dialect.drafts ? '{id}' : wanted.tag, tag: wanted.tag };
  return [
    { kind: 'create', requests: [dialect.create(forge, first)] },
    ...assets.map((asset) => toUpload(forge, made, asset)),
    ...(first.draft && !wanted.draft
      ? [toUpdate(forge, made.id, { draft: false, prerelease: wanted.prerelease })]
      : []),
  ];
}

function changeFound(
  { forge, wanted, assets, update, version }: PublishFacts,
  found: FoundRelease,
  notes: string[],
  blockers: Blocker[],
): readonly PublishStep[] {
  const changes: Partial<Record<keyof WantedRelease, string | boolean>> = {};
  if (found.name !== wanted.name) changes.name = wanted.name;
  if (plain(found.notes) !== plain(wanted.notes)) changes.notes = wanted.notes;
  if (found.prerelease !== null && found.prerelease !== wanted.prerelease) changes.prerelease = wanted.prerelease;
  const opens = found.draft && !wanted.draft;
  const differing = Object.keys(changes).map((name) => WORDS[name] ?? name);
  const isLeft = differing.length > 0 && !update;
  // Drafts are there to be gone over by hand: making one public takes it as it is.
  if (isLeft && opens) notes.push(`Differs from the changelog, and stays so without --update: ${differing.join(', ')}`);
  else if (isLeft)
    blockers.push(
      blocker(
        'exists',
        `${forge.host} has a release of ${wanted.tag} already, which differs in: ${differing.join(', ')}`,
        `See ${found.page}; to write it anew: release-ledger publish ${version} --update`,
      ),
    );
  const uploads: PublishStep[] = [];
  for (const asset of assets) {
    const standing = found.assets.find(({ name }) => name === asset.name);
    if (!standing) uploads.push(toUpload(forge, found, asset));
    else if (isOther(standing, asset))
      blockers.push(
        blocker(
          'asset-exists',
          `the release has another file ${asset.name} already`,
          `No file is replaced. Take it away at ${found.page}, or give yours another name`,
        ),
      );
  }
  const isChanged = update && differing.length > 0;
  return [
    ...(isChanged ? [toUpdate(forge, found.id, changes as Partial<WantedRelease>)] : []),
    ...uploads,
    ...(opens
      ? [
          toUpdate(forge, found.id, {
            draft: false,
            prerelease: (update ? null : found.prerelease) ?? wanted.prerelease,
          }),
        ]
      : []),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  name: 'its name',
  notes: 'its notes',
  prerelease: 'the pre-release mark',
};

function toUpload(forge: Forge, release: Pick<FoundRelease, 'id' | 'tag'>, asset: Asset): PublishStep {
  return { kind: 'upload', asset, requests: DIALECTS[forge.kind].upload(forge, release, asset) };
}

function toUpdate(forge: Forge, id: string, changes: Partial<WantedRelease>): PublishStep {
  return { kind: 'update', changes, requests: [DIALECTS[forge.kind].update(forge, id, changes)] };
}

function isOther(found: FoundRelease['assets'][number], asset: Asset): boolean {
  if (found.digest !== null) return found.digest !== asset.digest;
  return found.size !== null && found.size !== asset.size;
}

/** Forges write line endings of their own, and drop blank lines at the end. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
