import path from 'node:path';
import type { CommitStep, Plan, TagStep, Target, TreeChange } from '../../core/release/plan.ts';
import { whyNoObjectId } from '../../core/release/plan-names.ts';
import { complaintOf, type WriteOptions } from '../git/write.ts';
import { blobId } from './blob-id.ts';
import type { OpenRelease } from './context.ts';
import { temporaryFolderOf } from './durable.ts';
import { GitFailed } from './git-failed.ts';
import { checkedMessage, runHook } from './hooks.ts';
import { committerOf, findSigner, type Signer, sign, toConfig } from './signing.ts';

/** What was made, by the name of its step; nothing of it can be seen before a ref names it. */
export interface MadeObjects {
  readonly objects: Readonly<Record<string, string>>;
  /** What was run for it. */
  readonly ran: readonly string[];
}

/**
 * Makes the commits and tags of a plan. Nobody sees them yet: a crash leaves objects that nothing names, which git tidies up.
 *
 * @throws GitFailed
 */
export async function makeObjects(release: OpenRelease, plan: Plan): Promise<MadeObjects> {
  const objects: Record<string, string> = {};
  const ran: string[] = [];
  const signs = plan.steps.some((step) => (step.kind === 'commit' || step.kind === 'tag') && step.sign);
  const signer = signs ? await findSigner(release) : null;
  if (signer) ran.push(`signer ${signer.format}: ${signer.program}`);
  for (const step of plan.steps) {
    if (step.kind === 'commit') objects[step.id] = await makeCommit(release, step, objects, signer, ran);
    if (step.kind === 'tag' && step.message !== null)
      objects[`tag ${step.name}`] = await makeTag(release, step, toObject(step.target, objects), signer);
  }
  return { objects, ran };
}

export function toObject(target: Target, objects: Readonly<Record<string, string>>): string {
  if ('object' in target) return target.object;
  const made = objects[target.step];
  if (made === undefined) throw new Error(`the step ${target.step} made no object`);
  return made;
}

async function makeCommit(
  release: OpenRelease,
  step: CommitStep,
  objects: Readonly<Record<string, string>>,
  signer: Signer | null,
  ran: string[],
): Promise<string> {
  const index = path.join(temporaryFolderOf(release.folder), `index-${step.id}`);
  await change(release, ['read-tree', step.mergedTree ?? `${toObject(step.base, objects)}^{tree}`], { index });
  const lines: string[] = [];
  for (const change of step.changes) lines.push(await toIndexLine(release, change));
  if (lines.length > 0) await change(release, ['update-index', '-z', '--index-info'], { index, input: lines.join('') });
  const tree = await ask(release, ['write-tree'], { index });
  const isMerge = step.parents.length > 1;
  ran.push(...(await runHook(release, isMerge ? 'pre-merge-commit' : 'pre-commit', { index })));
  if ((await ask(release, ['write-tree'], { index })) !== tree)
    throw new GitFailed(
      'A hook changed what is to be released',
      'the plan shows something else than would be committed',
      'hook-changed-files',
      'Have it only check, or change the files before the release',
    );
  const { message, ran: asked } = await checkedMessage(release, step.message, index);
  ran.push(...asked);
  const parents = step.parents.flatMap((parent) => ['-p', toObject(parent, objects)]);
  return ask(release, ['commit-tree', ...(step.sign ? ['-S'] : []), ...parents, '-F', '-', tree], {
    input: message,
    ...(step.sign && signer ? { role: 'signing', config: toConfig(signer) } : {}),
  });
}

async function toIndexLine(release: OpenRelease, { path: name, mode, text, object }: TreeChange): Promise<string> {
  if (object !== undefined) return `${mode} ${object}\t${name}\0`;
  const none = '0'.repeat(release.place.objectFormat === 'sha256' ? 64 : 40);
  return text === null ? `0 ${none}\t${name}\0` : `${mode} ${await writeBlob(release, Buffer.from(text))}\t${name}\0`;
}

/** Keeps bytes as they are, without any filter. @throws GitFailed */
export async function writeBlob(release: OpenRelease, bytes: Uint8Array): Promise<string> {
  const object = await ask(release, ['hash-object', '-w', '--no-filters', '--stdin'], { input: bytes });
  if (object !== blobId(bytes, release.place.objectFormat))
    throw new GitFailed('A file could not be kept', `git calls it ${object}`);
  return object;
}

/** The bytes of a blob. @throws GitFailed */
export async function readBlob({ git }: OpenRelease, object: string): Promise<Uint8Array> {
  const answer = await git.run(['cat-file', 'blob', object]);
  if (answer.kind === 'ended' && answer.code === 0) return answer.stdout;
  throw new GitFailed('The bytes of a file are not there any more', complaintOf(answer));
}

async function makeTag(release: OpenRelease, step: TagStep, target: string, signer: Signer | null): Promise<string> {
  const type = await typeOf(release, target);
  const message = `${step.message?.trimEnd()}\n`;
  const payload = `object ${target}\ntype ${type}\ntag ${step.name}\ntagger ${await committerOf(release)}\n\n${message}`;
  const signature = step.sign && signer ? await sign(release, signer, payload) : '';
  return ask(release, ['mktag'], { input: payload + signature });
}

async function typeOf({ git }: OpenRelease, object: string): Promise<string> {
  const answer = await git.run(['cat-file', '-t', object]);
  const type = answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trimEnd() : '';
  if (/^(?:commit|tag)$/.test(type)) return type;
  throw new GitFailed('What is to be tagged is not there', complaintOf(answer));
}

/** The id of the object that git made. @throws GitFailed */
async function ask({ git }: OpenRelease, args: readonly string[], options: WriteOptions = {}): Promise<string> {
  const answer = await git.run(args, options);
  const id = answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trimEnd() : null;
  if (id !== null && whyNoObjectId(id) === null) return id;
  const signing = options.role === 'signing';
  throw new GitFailed(
    signing ? 'The commit could not be signed' : `“git ${args[0]}” failed`,
    id === null ? complaintOf(answer) : 'it named no object',
    signing ? 'signing' : 'git-failed',
  );
}

/** Asks for something that answers nothing. @throws GitFailed */
async function change({ git }: OpenRelease, args: readonly string[], options: WriteOptions): Promise<void> {
  const answer = await git.run(args, options);
  if (answer.kind === 'ended' && answer.code === 0) return;
  throw new GitFailed(`“git ${args[0]}” failed`, complaintOf(answer));
}
