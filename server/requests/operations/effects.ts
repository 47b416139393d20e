import type { Plan, Step } from '../../../src/core/release/plan.ts';
import { shortName } from '../../../src/core/release/readiness.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';

/** What a plan does besides changing files, in its order, one line each. */
export function describeEffects({ steps }: Plan): readonly string[] {
  return steps.flatMap((step) => describeEffect(step) ?? []).map(toVisibleLine);
}

function describeEffect(step: Step): string | null {
  switch (step.kind) {
    case 'commit': {
      const [subject = ''] = step.message.split('\n');
      const kind = step.parents.length > 1 ? 'Merges' : 'Commits';
      return `${kind} “${subject}”${step.sign ? ', signed' : ''}`;
    }
    case 'tag':
      return `Tags ${step.name}, ${step.message === null ? 'lightweight' : step.sign ? 'signed' : 'annotated'}`;
    case 'ref':
      return describeRef(step);
    case 'head':
      return `Switches to ${nameOf(step.to)}`;
    case 'push':
      return `Sends ${step.refs.map(({ name }) => shortName(name)).join(' and ')} to ${step.remote}, all or nothing`;
    case 'file':
      return null;
  }
}

function describeRef({ name, from, to }: Extract<Step, { readonly kind: 'ref' }>): string {
  const what = name.startsWith('refs/tags/') ? 'the tag' : 'the branch';
  if (to === null) return `Deletes ${what} ${shortName(name)}`;
  return from === null ? `Makes ${what} ${shortName(name)}` : `Moves ${what} ${shortName(name)}`;
}

function nameOf(place: string): string {
  return place.startsWith('refs/') ? shortName(place) : place.slice(0, 7);
}
