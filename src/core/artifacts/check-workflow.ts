import { type DataNode, entriesOf, itemsOf, nodeAt } from '../dependencies/data-node.ts';
import { readYaml } from '../dependencies/read-yaml.ts';
import type { ImagePolicy, WorkflowPolicy } from '../policy/policy.ts';
import type { ArtifactFinding } from './artifact-finding.ts';
import { matchesRefFilter } from './ref-filter.ts';

/**
 * Holds a workflow of GitHub Actions to its shape: the release's tag starts it when it is pushed, and its steps say what the
 * policy wants of them, in that order.
 *
 * @param text null where no such file is there
 */
export async function checkWorkflow(
  { path: file, steps: wanted }: WorkflowPolicy,
  text: string | null,
  tag: string,
): Promise<readonly ArtifactFinding[]> {
  const say = (message: string): ArtifactFinding => ({ file, line: null, message });
  if (text === null) return [say('no such workflow is there')];
  const { root, problems } = await readYaml(text);
  const [problem] = problems;
  if (problem) return [say(problem.message)];
  const findings: ArtifactFinding[] = [];
  const filters = textsOf(nodeAt(root, 'on', 'push', 'tags'));
  if (!matchesRefFilter(tag, filters)) {
    const said = filters.length === 0 ? 'it names no tags' : `it names ${filters.join(', ')}`;
    findings.push(say(`pushing the tag ${tag} does not start it: ${said} under “on.push.tags”`));
  }
  const steps = [...entriesOf(nodeAt(root, 'jobs'))].flatMap(([, job]) =>
    itemsOf(nodeAt(job, 'steps')).map((step) => wordsOf(step).join('\n').toLowerCase()),
  );
  let reached = 0;
  for (const each of wanted) {
    const choices = each.split(' | ').map((choice) => choice.trim().toLowerCase());
    const places = steps.flatMap((step, at) => (choices.some((choice) => step.includes(choice)) ? [at] : []));
    const next = places.find((at) => at >= reached);
    if (next !== undefined) reached = next;
    else if (places.length === 0) findings.push(say(`none of its steps says “${each}”`));
    else findings.push(say(`the step that says “${each}” stands before the one that has to go ahead of it`));
  }
  return findings;
}

/** The platforms of images that a workflow builds and names none of. An image that it does not mention is not its own. */
export function checkPlatforms(
  { path: file }: WorkflowPolicy,
  text: string,
  images: readonly ImagePolicy[],
): readonly ArtifactFinding[] {
  return images.flatMap(({ name, platforms }) => {
    const isBuilt = text.includes(name.split('/').at(-1) as string);
    const absent = platforms.filter((platform) => isBuilt && !text.includes(platform));
    return absent.map((platform) => ({ file, line: null, message: `it does not build ${name} for ${platform}` }));
  });
}

function textsOf({ text, list }: DataNode): readonly string[] {
  return list ? list.flatMap((item) => item.text ?? []) : text === null ? [] : [text];
}

/** Everything that a step says: `run`, `uses`, and `with` as `key: value`. */
function wordsOf(node: DataNode): readonly string[] {
  const own = textsOf(node);
  return [
    ...own,
    ...[...entriesOf(node)].flatMap(([key, value]) => [
      ...textsOf(value).map((word) => `${key}: ${word}`),
      ...(value.map ? wordsOf(value) : []),
    ]),
  ];
}
