import { join, relative, resolve, sep } from 'node:path';
import { componentOf, mainComponentOf } from '../../core/changelog/component.ts';
import type { Policy } from '../../core/index.ts';
import { changelogOf } from '../../core/ledger/alone.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import type { ManifestForm, TestResult } from '../../core/manifest/model.ts';
import { readTestOutput } from '../../core/manifest/test-output.ts';
import { asReleased } from '../../core/release/as-released.ts';
import { createFiles } from '../../host/create-files.ts';
import { gatherReleaseFacts } from '../../host/gather-manifest-release.ts';
import { type ManifestText, makeManifests } from '../../host/make-manifest.ts';
import { toMoment } from '../../host/moment.ts';
import { type NamedPolicy, requireNamedPolicy } from '../named-policy.ts';
import { printDone } from '../printer.ts';
import {
  EXIT,
  printNote,
  printRefusal,
  type RequiredPolicy,
  requirePolicy,
  rootOf,
  type Session,
  toDisplayPath,
} from '../session.ts';
import { type OpenedChangelog, openChangelog, requireSection } from '../the-changelog.ts';

/** `manifest create VERSION`: makes the manifest of a version from changelog, git and policy; never over another one. */
export async function createManifest(
  session: Session,
  [written = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  const named = required && (await requireNamedPolicy(session, required, written, true));
  if (!named) return EXIT.usage;
  const { root } = required;
  const { policy, version } = named;
  const forms = toForms(required.policy, options.form as string | undefined);
  if (options.stdout === true && forms.length > 1) {
    const hint = 'Choose one with --form md or --form json';
    printRefusal(session, { message: 'one form at a time can be printed', hint });
    return EXIT.usage;
  }
  const opened = await openAsReleased(session, required, named);
  if (!opened) return EXIT.usage;
  const hint = 'A manifest repeats what the changelog says: write its section first';
  const release = requireSection(session, opened, { version, hint });
  if (!release) return EXIT.findings;
  const { file, changelog } = opened;
  const tests = await readTests(session, (options.tests ?? []) as readonly string[]);
  if (!tests) return EXIT.usage;
  const { host } = session;
  const facts = await gatherReleaseFacts({
    ...{ policy, root, changelog, release, tests, files: host.files, hashFiles: host.hashFiles },
    repository: await host.openRepository(root),
    changelogPath: relative(root, file.path).split(sep).join('/'),
    type: typeof options.type === 'string' ? options.type : null,
    env: host.env,
    generatedAt: toMoment(host.env),
  });
  if ('code' in facts) {
    printRefusal(session, facts);
    return EXIT.findings;
  }
  const manifests = await makeManifests(facts, forms, { files: host.files, root });
  if (!manifests) {
    const message = `the policy keeps no manifest in the form ${forms.join(' and ')} (manifest.path)`;
    printRefusal(session, { message, hint: 'Choose the other form with --form, or let manifest.path end in .{ext}' });
    return EXIT.usage;
  }
  for (const each of new Set(manifests.flatMap(({ open }) => open))) printNote(session, each);
  if (options.stdout !== true) return writeManifests(session, root, manifests);
  session.out.exact(manifests[0]?.text ?? '');
  return EXIT.done;
}

/** What is not cut yet is drafted from what stands under Unreleased: people fill in the draft, and “cut” goes on from it. */
async function openAsReleased(
  session: Session,
  required: RequiredPolicy,
  { version, changelog: read }: NamedPolicy,
): Promise<OpenedChangelog | null> {
  const opened = await openChangelog(session, required);
  if (!opened || !isKnown(read)) return opened;
  const { releases } = read.changelog;
  const own = releases.find((each) => each.version !== null);
  const component = own ? componentOf(own) : mainComponentOf(opened.changelog.releases);
  // What is unreleased is released as what most releases are of.
  if (component !== mainComponentOf(opened.changelog.releases)) return { ...opened, changelog: read.changelog };
  const changelog = asReleased(opened.changelog, required.policy, version, session.host.clock.today());
  if (changelog === opened.changelog) return { ...opened, changelog: read.changelog };
  printNote(
    session,
    `${version.raw} is not cut yet: this is a draft, which “release-ledger cut ${version.raw}” goes on from`,
  );
  return { ...opened, changelog: changelogOf(changelog, component) };
}

/** The forms in which a manifest is written. @param asked as the user says it */
export function toForms({ manifest }: Policy, asked: string | undefined): readonly ManifestForm[] {
  if (asked === 'both') return manifest.source === 'md' ? ['md', 'json'] : ['json', 'md'];
  if (asked === 'md' || asked === 'json') return [asked];
  if (manifest.path === '' || manifest.path.includes('{ext}')) return manifest.forms;
  return [manifest.path.toLowerCase().endsWith('.json') ? 'json' : 'md'];
}

/** All forms or none: two forms of which one is old would contradict each other. */
export async function writeManifests(
  session: Session,
  root: string,
  manifests: readonly ManifestText[],
): Promise<number> {
  const nameOf = (path: string): string => toDisplayPath(session.root, join(root, ...path.split('/')));
  const other = manifests.find(({ state }) => state === 'other');
  if (other) {
    printRefusal(session, {
      message: `${nameOf(other.path)} is there already and says something else; it is left as it is`,
      hint: 'Compare it with what --stdout prints, and delete it if it is to be made anew; what people filled in is taken over by --stdout',
    });
    return EXIT.findings;
  }
  const missing = manifests.filter(({ state }) => state === 'new');
  const refusal = await createFiles(
    missing.map(({ path, text }) => ({
      path: join(root, ...path.split('/')),
      root,
      name: nameOf(path),
      write: (handle) => handle.writeFile(text, 'utf8'),
    })),
  );
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.findings;
  }
  for (const { path, state } of manifests)
    printDone(session.err, state === 'new' ? `Made ${nameOf(path)}` : `${nameOf(path)} is up to date`);
  return EXIT.done;
}

/** Reads the results that are named; null where one of them cannot be read, and then the reason was printed. */
async function readTests(session: Session, names: readonly string[]): Promise<readonly TestResult[] | null> {
  const results: TestResult[] = [];
  for (const name of names) {
    const path = resolve(session.root, name);
    const { file, refusal } = await session.host.files.readText({ path, root: rootOf(session.root, path), name });
    const read = file ? readTestOutput(file.text, suiteOf(name)) : null;
    if (!read || 'message' in read) {
      const message = read ? `${name}: ${read.message}` : refusal?.message;
      const hint = read
        ? 'Give the output of the test runner, or a JSON list of {name, state, passed, total}'
        : refusal?.hint;
      printRefusal(session, { message: message ?? name, hint: hint ?? null });
      return null;
    }
    results.push(...read);
  }
  return results;
}

/** `reports/Integration Tests.txt` is the output of Integration Tests. */
function suiteOf(name: string): string {
  return name.replace(/^.*[/\\]/, '').replace(/\.[^.]+$/, '');
}
