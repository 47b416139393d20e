import { describe, expect, it } from 'vitest';
import { planCut } from '../../../src/core/release/operations/cut.ts';
import { toPlan } from '../../../src/core/release/read-plan.ts';
import { idOf, releaseFacts } from '../../support/release-facts.ts';

type Json = Record<string, unknown>;
/** A step of a plan by its kind. */
type StepOf = (kind: string) => Json;

const CHANGELOG = '## [Unreleased]\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';

/** What is said of the plan of a cut that somebody has changed; null where it is taken. */
async function refusalOf(change: (plan: Json, step: StepOf) => void): Promise<string | null> {
  const options = { wanted: null, pre: null, type: null, title: null, summary: null, sign: false };
  const made = planCut(await releaseFacts({ changelog: CHANGELOG, tags: ['v1.0.0'] }), options);
  const plan = JSON.parse(JSON.stringify(made)) as Json;
  change(plan, (kind) => (plan.steps as Json[]).find((each) => each.kind === kind) as Json);
  const read = toPlan(plan);
  return 'message' in read && 'code' in read ? read.message.replace('The plan is not one of this version: ', '') : null;
}
const firstChange = (step: StepOf): Json => (step('commit').changes as Json[])[0] as Json;

describe('a plan that was saved', () => {
  it.each<[name: string, change: (plan: Json, step: StepOf) => void]>([
    ['as it was', () => {}],
    ['that says what it undoes', (plan) => Object.assign(plan, { undoes: '20260630T120000000Z-0123abcd' })],
    [
      'whose bytes are those of a blob',
      (_, step) => Object.assign(firstChange(step), { text: null, object: idOf('blob') }),
    ],
  ])('is taken: %s', async (_, change) => {
    expect(await refusalOf(change)).toBeNull();
  });

  it.each<[name: string, change: (plan: Json, step: StepOf) => void, says: string | RegExp]>([
    ['of another version', (plan) => Object.assign(plan, { formatVersion: 2 }), /^plan\.formatVersion: /],
    ['of another format', (plan) => Object.assign(plan, { format: 'x' }), /^plan\.format: /],
    ['without its steps', (plan) => delete plan.steps, /^plan\.steps: /],
    ['with a step of another kind', (_, step) => Object.assign(step('tag'), { kind: 'run' }), /^plan\.steps\[1\]/],
    [
      'whose bytes stand in two places',
      (_, step) => Object.assign(firstChange(step), { object: idOf('blob') }),
      'plan.steps[0].changes[0].object: stands beside a text',
    ],
    [
      'that undoes what is no operation',
      (plan) => Object.assign(plan, { undoes: '../../journal' }),
      'plan.undoes: is no id of an operation',
    ],
    [
      'that leaves its folder',
      (_, step) => Object.assign(step('file'), { path: '../../.bashrc' }),
      /^plan\.steps\[\d\]\.path: /,
    ],
    ['into .git', (_, step) => Object.assign(step('file'), { path: '.git/hooks/x' }), /^plan\.steps\[\d\]\.path: /],
    [
      'with a mode of its own',
      (_, step) => Object.assign(firstChange(step), { mode: '120000' }),
      /changes\[0\]\.mode: /,
    ],
    [
      'with a tag like an option',
      (_, step) => Object.assign(step('tag'), { name: '--delete' }),
      /^plan\.steps\[1\]\.name: /,
    ],
    ['with an id that is none', (_, step) => Object.assign(step('ref'), { from: 'HEAD' }), /^plan\.steps\[2\]\.from: /],
    [
      'with an id of another object format',
      (_, step) => Object.assign(step('ref'), { from: 'a'.repeat(64) }),
      'plan.steps[2]: holds an object id of another object format',
    ],
    [
      'with a tree of another object format',
      (_, step) => Object.assign(step('commit'), { mergedTree: 'a'.repeat(64) }),
      'plan.steps[0]: holds an object id of another object format',
    ],
    ...(['commit', 'tag', 'file'] as const).map((kind): [string, (plan: Json, step: StepOf) => void, RegExp] => [
      `with a ${kind} twice`,
      (plan, step) => (plan.steps as Json[]).push({ ...step(kind) }),
      /changes (?:the commit “release”|refs\/tags\/v1\.1\.0|the file CHANGELOG\.md) a second time$/,
    ]),
    [
      'that tags before it commits',
      (plan, step) => {
        plan.steps = [step('tag'), step('commit'), step('ref')];
      },
      'plan.steps[0]: names a step that does not stand before it',
    ],
    [
      'that names a step that comes later',
      (plan) => (plan.steps as Json[]).reverse(),
      /names a step that does not stand before it$/,
    ],
    [
      'that changes a ref twice',
      (plan, step) => (plan.steps as Json[]).push({ ...step('ref') }),
      /changes refs\/heads\/main a second time$/,
    ],
    [
      'that pushes on the way',
      (plan) =>
        (plan.steps as Json[]).push({ kind: 'push', remote: 'origin', url: 'https://example.com/r.git', refs: [] }),
      'plan.steps: a push stands in a plan of its own',
    ],
    ['with more than it may say', (plan) => Object.assign(plan, { shell: 'rm' }), /^plan\.shell/],
  ])('is refused: %s', async (_, change, says) => {
    const said = await refusalOf(change);
    expect(said).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
  });
});
