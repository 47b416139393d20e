import { parseChangelog } from '../../../src/core/index.ts';
import type { Files } from '../../../src/core/ports.ts';
import type { Blocker, Plan } from '../../../src/core/release/plan.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type {
  BlockerDto,
  OperationDto,
  OperationOptionsDto,
  PlannedOperationDto,
} from '../../../src/protocol/operations.ts';
import type { Session } from '../../session.ts';
import { toFilePath } from '../../uris.ts';
import { refuse } from '../answers.ts';
import { toPlanDocument } from './describe-plan.ts';
import { describeEffects } from './effects.ts';
import { type OpenChangelog, toRefusal } from './open-changelog.ts';
import { planUndo } from './plan-undo.ts';
import { listPlannedFiles } from './planned-files.ts';
import { type Planner, toPlanner } from './planners.ts';

/**
 * Computes the plan of an operation, and what the client shows of it.
 *
 * @param files what is on disk, of which every plan is made that is to be carried out
 */
export async function planOperation(
  session: Session,
  open: OpenChangelog,
  operation: OperationDto,
  options: OperationOptionsDto,
  files: Files = session.host.files,
): Promise<AnswerDto<PlannedOperationDto>> {
  const planned =
    operation === 'undo'
      ? await planUndo(open.context, options.id ?? null)
      : await computePlan(session, open, await toPlanner(operation, options), files);
  if (planned.refusal) return planned;
  const plan = planned.value;
  const { repository, rootUri } = open;
  const planFiles = await listPlannedFiles(plan, {
    root: repository.place.root,
    rootUri,
    files,
    reader: repository,
    objects: repository.objects,
  });
  return {
    value: {
      plan: plan as unknown as PlannedOperationDto['plan'],
      operation,
      title: toVisibleLine(session.sayAgain('titles', plan.title)),
      effects: describeEffects(plan),
      description: toPlanDocument(plan),
      files: planFiles,
      blockers: listBlockers(session, plan, rootUri),
      notes: plan.notes.map(toVisibleLine),
      choices: (plan.choices ?? []).map(({ tag, branch, ...choice }) => ({
        ...choice,
        tag: toVisibleLine(tag),
        branch: toVisibleLine(branch),
      })),
      sendsTo: plan.steps.find((step) => step.kind === 'push')?.url ?? null,
    },
  };
}

/** The plan alone: what stands in its way is part of it. */
async function computePlan(
  session: Session,
  { view, context }: OpenChangelog,
  planner: Planner,
  files: Files,
): Promise<AnswerDto<Plan>> {
  const { uri, policy, place, today } = view;
  const path = toFilePath(uri);
  const root = place.folder?.path;
  if (path === null || !root) return refuse('outside-workspace', `${place.path} lies on no disk`);
  const { file, refusal } = await files.readText({ path, root, name: place.path });
  if (!file) return refuse('not-found', refusal.message, refusal.hint);
  const [{ loadLedger }, { gatherReleaseFacts }, { ownPolicy }] = await Promise.all([
    import('../../../src/host/gather-ledger.ts'),
    import('../../../src/host/gather-release-facts.ts'),
    import('../../../src/host/records/own-policy.ts'),
  ]);
  const { openRepository } = session.host;
  const changelog = parseChangelog(file.text, policy.changelog);
  const loaded = await loadLedger({ changelog, policy, path, root, files, openRepository });
  const own = await ownPolicy({ ...loaded, policy, root, files });
  const facts = await gatherReleaseFacts({ context, loaded, root, policy: own, files, today, ask: planner.ask });
  if ('code' in facts) return toRefusal([facts]);
  return { value: planner.plan(facts) };
}

/** What stands in the way of a plan, with places as the client has them. */
function listBlockers({ sayAgain }: Session, { blockers }: Plan, rootUri: string): readonly BlockerDto[] {
  return blockers.map(({ code, message, hint, place }) => ({
    code,
    message: toSentence(toVisibleLine(sayAgain('obstacles', message))),
    hint: hint === null ? null : toVisibleLine(sayAgain('obstacles', hint)),
    place: place && toPlace(place, rootUri),
  }));
}

/** Begins as a sentence does, unless a name of a file or branch stands there. */
function toSentence(message: string): string {
  return /^[a-z]+ /.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
}

function toPlace({ path, line }: NonNullable<Blocker['place']>, rootUri: string): BlockerDto['place'] {
  return { uri: `${rootUri}/${path.split('/').map(encodeURIComponent).join('/')}`, line: line - 1 };
}
