import { basename, join, resolve } from 'node:path';
import { version as toolVersion } from '../../../package.json';
import { type BundleNames, bundlePath } from '../../core/bundle/plan-bundle.ts';
import { describePublish } from '../../core/forge/describe-publish.ts';
import { findForge } from '../../core/forge/find-forge.ts';
import { findToken } from '../../core/forge/find-token.ts';
import type { Asset, Forge, WantedRelease } from '../../core/forge/forge.ts';
import { type PublishPlan, planPublish } from '../../core/forge/plan-publish.ts';
import { toReleaseName } from '../../core/forge/release-name.ts';
import { isPrerelease, type Policy, type Refusal, refusal } from '../../core/index.ts';
import { hintOnTag } from '../../core/ledger/why-no-tags.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { blocker } from '../../core/release/compose.ts';
import type { ReleaseFacts } from '../../core/release/facts.ts';
import { versionKey } from '../../core/version/version-key.ts';
import { readAsset } from '../../host/forge/read-asset.ts';
import { readForge, type Speaker, sendPlan } from '../../host/forge/speak.ts';
import { printDocument, readValues } from '../documents/print-document.ts';
import { createReleaseDocument } from '../documents/release-document.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { confirm, gatherFacts, printBlocker } from '../operate.ts';
import { printDone } from '../printer.ts';
import { printPlanLines } from '../report/plan.ts';
import {
  chooseFormat,
  EXIT,
  printNote,
  printNoVersion,
  printRefusal,
  requirePolicy,
  type Session,
  toDisplayPath,
} from '../session.ts';

type Options = Readonly<Record<string, unknown>>;

/** What is to be published, and who says so to the forge; null for who has no token for it. */
interface Prepared {
  readonly plan: PublishPlan;
  readonly speaker: Speaker | null;
}

/** `publish VERSION`: the release of a pushed tag at its forge, as a draft with its section as notes. */
export async function publish(session: Session, [written = '']: readonly string[], options: Options): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const prepared = await prepare(session, written, options);
  if (typeof prepared === 'number') return prepared;
  const { plan, speaker } = prepared;
  if (plan.blockers.length > 0 || !speaker) {
    for (const each of plan.blockers) printBlocker(session, each);
    printNote(session, `${plan.title}: nothing was sent`);
    return EXIT.findings;
  }
  if (plan.steps.length > 0) {
    printPlanLines(session.err, describePublish(plan, speaker.token.variable));
    if (options.yes !== true && !(await confirm(session, plan.title))) return EXIT.findings;
  }
  const { page, sent, refusal: why } = await sendPlan(speaker, plan);
  if (why) {
    printRefusal(session, why);
    if (page !== '') printNote(session, `what was sent before stands at ${page}`);
    // What the forge has declined has changed nothing; of what had no answer nobody knows.
    return sent === 0 && !UNKNOWN_OUTCOMES.has(why.code) ? EXIT.findings : EXIT.partial;
  }
  printDone(session.err, plan.steps.length === 0 ? `${plan.title}: there is nothing to do` : `${plan.title}: done`);
  if (format === 'json') session.out.json({ version: written, tag: plan.wanted.tag, page, sent });
  else session.out.line(page);
  return EXIT.done;
}

const UNKNOWN_OUTCOMES: ReadonlySet<string> = new Set([
  'forge-answer',
  'forge-failed',
  'forge-timeout',
  'forge-unreachable',
  'stopped',
]);

/** `plan publish VERSION`: what would be sent. Only reads at the forge, and not even that without a token. */
export async function planPublishing(
  session: Session,
  [written = '']: readonly string[],
  options: Options,
): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const prepared = await prepare(session, written, options);
  if (typeof prepared === 'number') return prepared;
  const { plan, speaker } = prepared;
  const token = speaker?.token.variable ?? null;
  const lines = describePublish(plan, token);
  if (format === 'text') printPlanLines(session.out, lines);
  else session.out.json({ ...plan, token, description: lines.map(({ text }) => text) });
  return plan.blockers.length > 0 ? EXIT.findings : EXIT.done;
}

async function prepare(session: Session, written: string, options: Options): Promise<Prepared | number> {
  const values = readValues(session, options.set);
  if (!values) return EXIT.usage;
  const gathered = await gatherFacts(session, ['release-ledger', 'publish', written]);
  if (typeof gathered === 'number') return gathered;
  const { facts, context } = gathered;
  const { policy, remote } = facts;
  const { ledger, version } = findRecorded(facts.ledger, written, true);
  if (!version) {
    printNoVersion(session, written);
    return EXIT.usage;
  }
  const release = ledger.releases.find(({ key }) => key === versionKey(version));
  const tag = release?.tags[0];
  const named = typeof options.host === 'string' ? options.host : null;
  const forge = remote
    ? findForge(remote.url, policy.forge, named)
    : refusal('no-remote', 'the repository has no remote', 'Add one: git remote add origin URL');
  const wrong = !tag
    ? refusal(
        'no-tag',
        `${version.raw} is not tagged`,
        hintOnTag(facts.repository, `Tag it first: release-ledger tag ${version.raw}`),
      )
    : release?.section?.yanked
      ? refusal('yanked', `${version.raw} is yanked`, 'Publish the release that mends it')
      : null;
  if (wrong || !tag || 'code' in forge) {
    printRefusal(session, wrong ?? (forge as Refusal));
    return EXIT.findings;
  }
  const template = typeof options.template === 'string' ? options.template : policy.documents.notes;
  const notes = await createReleaseDocument(session, {
    wanted: { version: tag.name },
    template: () => template,
    values,
  });
  if (typeof notes === 'number') return notes;
  if (notes.document.problems) return printDocument(session, notes, undefined);
  const assets = await readAssets(session, options, { facts, policy, forge, version: version.raw, tag: tag.name });
  if ('code' in assets) {
    printRefusal(session, assets);
    return EXIT.findings;
  }
  const section = release?.section ?? null;
  const names = {
    product: policy.documents.product || basename(forge.repository),
    version: version.raw,
    tag: tag.name,
  };
  const wanted: WantedRelease = {
    tag: tag.name,
    name:
      typeof options.title === 'string'
        ? options.title
        : toReleaseName(policy.forge.name, { ...names, title: section?.title ?? (section?.form.rest || null) }),
    notes: notes.document.text,
    prerelease: isPrerelease(version),
    draft: options.public !== true,
  };
  const common = { forge, version: version.raw, tag, wanted, assets, update: options.update === true };
  const token = findToken(forge, session.host.env, named);
  if ('code' in token) {
    return { plan: hinder(planPublish({ ...common, there: [], found: null }), token), speaker: null };
  }
  const speaker: Speaker = {
    forge,
    token,
    agent: `release-ledger/${toolVersion}`,
    ...(context.signal && { signal: context.signal }),
  };
  const state = await readForge(speaker, tag.name);
  if (!('code' in state)) return { plan: planPublish({ ...common, ...state }), speaker };
  return { plan: hinder(planPublish({ ...common, there: [], found: null }), state), speaker };
}

/** What nobody could ask the forge for stands before all else. */
function hinder(plan: PublishPlan, { code, message, hint }: Refusal): PublishPlan {
  return { ...plan, steps: [], blockers: [blocker(code, message, hint), ...plan.blockers] };
}

interface AssetRequest {
  readonly facts: ReleaseFacts;
  readonly policy: Policy;
  readonly forge: Forge;
  readonly version: string;
  readonly tag: string;
}

/** The policy's bundle with what was written beside it, and the files that were named. */
async function readAssets(
  session: Session,
  { bundle, asset }: Options,
  { facts, policy, forge, version, tag }: AssetRequest,
): Promise<readonly Asset[] | Refusal> {
  const { root } = session;
  const paths: string[] = [];
  if (bundle === true) {
    const ext: BundleNames['ext'] = policy.bundle.format;
    const required = await requirePolicy(session);
    const own = required && (await requireNamedPolicy(session, required, tag, true));
    const names = { name: policy.bundle.name || basename(forge.repository), version, tag, ext };
    const path = join(facts.repository.root, facts.folder, bundlePath(own?.policy ?? policy, names));
    paths.push(path, ...(policy.bundle.provenance === 'beside' ? [`${path}.intoto.json`] : []));
  }
  if (Array.isArray(asset)) paths.push(...(asset as readonly string[]).map((name) => resolve(root, name)));
  const assets: Asset[] = [];
  for (const path of paths) {
    const shown = toDisplayPath(root, path);
    const hint =
      bundle === true ? `Make the bundle first: release-ledger bundle ${version}` : 'Name a file that is there';
    const read = await readAsset(path, shown, hint);
    if ('code' in read) return read;
    assets.push(read);
  }
  const twice = assets.find(({ name }, index) => assets.findIndex((each) => each.name === name) !== index);
  return twice ? refusal('no-asset', `two files are called ${twice.name}`, 'Give one of them another name') : assets;
}
