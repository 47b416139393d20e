import type { ChecklistPhase } from '../policy/documents-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { APPROVALS, REMARK_DASH } from './checklist.ts';
import { planItems } from './plan-items.ts';
import { approvalsFor, type ReleaseTraits } from './release-traits.ts';

export interface NewChecklist {
  readonly policy: Policy;
  readonly product: string | null;
  readonly version: string;
  readonly tag: string;
  readonly previous: string | null;
  readonly traits: ReleaseTraits;
  /** `YYYY-MM-DD`; null where it is not set yet. */
  readonly date: string | null;
  /** Who sees to the release; null where nobody was named yet. */
  readonly manager: string | null;
}

/** The checklist of a version as it starts: everything that the policy asks for, and nothing done. */
export function writeChecklist(request: NewChecklist): string {
  const { policy, product, version, tag, previous, traits, date, manager } = request;
  const head = [
    `# Release Checklist: ${product === null ? '' : `${product} `}${version}`,
    '',
    `Release: ${tag}`,
    `Release Type: ${traits.type ?? 'not known'}`,
    `Target Date: ${date ?? 'YYYY-MM-DD'}`,
    `Release Manager: ${manager ?? '[Name]'}`,
  ];
  const lines = [...head];
  const items = planItems(policy);
  for (const phase of policy.checklists.phases) {
    lines.push('', `## ${phase.name} (${describeDays(phase)})`);
    for (const group of phase.groups) {
      if (group.name !== '') lines.push('', `### ${group.name}`);
      if (group.owner !== '') lines.push('', `_Owner: ${group.owner}_`);
      lines.push('');
      for (const item of items.filter((each) => each.group === group)) {
        const text = fillIn(item.text, { version, tag, previous: previous ?? 'the version before' });
        lines.push(`${item.level > 1 ? '  ' : ''}- [ ] ${toTaskText(text)} <!-- item: ${item.id} -->`);
      }
    }
  }
  const approvals = approvalsFor(policy, traits);
  if (approvals.length > 0) {
    lines.push('', `## ${APPROVALS}`, '');
    for (const { role } of approvals) lines.push(`- [ ] ${role} <!-- approval: ${toRoleId(role)} -->`);
  }
  return `${lines.join('\n')}\n`;
}

/** The days of a phase: `D-3 to D-1`, `D-0`, `D+1`. */
export function describeDays({ from, to }: Pick<ChecklistPhase, 'from' | 'to'>): string {
  return from === to ? toDay(from) : `${toDay(from)} to ${toDay(to)}`;
}

/** A role as comments name it. */
export function toRoleId(role: string): string {
  return role
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
}

function toDay(days: number): string {
  return days > 0 ? `D+${days}` : `D-${-days}`;
}

function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] as string) : placeholder,
  );
}

/** What a task says: a dash in it would be read as the start of a remark. */
function toTaskText(text: string): string {
  return text.replaceAll(REMARK_DASH, ' - ').replace(/\s+/g, ' ').trim();
}
