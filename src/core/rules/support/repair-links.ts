import type { Changelog } from '../../changelog/model.ts';
import { parseChangelog } from '../../changelog/parse.ts';
import type { Definition } from '../../markdown/blocks.ts';
import type { Policy } from '../../policy/policy.ts';
import { applyEdits, type Edit, sortEdits } from '../../text/edit.ts';
import { lineText, type Source } from '../../text/source.ts';
// The list of all rules holds those that offer this. That is no obstacle, since it is read when a fix is asked for.
import { CHANGELOG_RULES } from '../all.ts';
import type { FixOffer, Rule, RuleContext } from '../rule.ts';
import { checkChangelog } from '../run.ts';

/** The fix that the rules about the releases' links offer beside their own: the whole block at once. */
export function repairLinksFix<State>(): FixOffer<State> {
  return {
    safety: 'unsafe',
    title: repairTitle,
    edits: (_, context) => context.index.once(repairInContext, context),
  };
}

function repairTitle(): string {
  return 'Repair all compare links';
}

function repairInContext({ changelog, policy }: RuleContext): readonly Edit[] | null {
  return repairLinks(changelog, policy);
}

/** Enough for a link that is wrong in every way: each pass mends what the one before made readable. */
const PASSES = 8;

/**
 * Repairs the link definitions of the releases (Keep a Changelog 2.0.0, “Structuring a release”): the fixes of all rules about
 * them, made until none is left. Lines that are neither definitions nor blank stay as they are, byte for byte.
 *
 * @param known edits of definitions from what is known beside the changelog, made before the rules' own in each pass.
 * @returns null where there is nothing to repair.
 */
export function repairLinks(
  changelog: Changelog,
  policy: Policy,
  known: ((changelog: Changelog) => readonly Edit[]) | null = null,
): readonly Edit[] | null {
  const rules = CHANGELOG_RULES.filter(({ id }) => REPAIRED.has(id)).map(withoutThisFix);
  const own = { ...policy, rules: Object.fromEntries(rules.map(({ id }) => [id, 'warning' as const])) };
  let current = changelog;
  for (let pass = 0; pass < PASSES; pass++) {
    const start = current.source.text;
    const informed = known ? applyEdits(start, withinDefinitions(current, known(current))) : start;
    const checked = checkChangelog({ text: informed, policy: own }, rules);
    const chosen: Edit[] = [];
    for (const { fixes } of checked.problems) {
      const [fix] = fixes;
      const edits = fix ? withinDefinitions(checked.changelog, fix.edits) : [];
      if (edits.length === fix?.edits.length && isApart(chosen, edits)) chosen.push(...edits);
    }
    const text = applyEdits(informed, chosen);
    if (text === start) break;
    current = chosen.length === 0 ? checked.changelog : parseChangelog(text, policy.changelog);
  }
  return current.source.text === changelog.source.text ? null : editsBetween(changelog, current);
}

function withoutThisFix(rule: Rule): Rule {
  return { ...rule, fixes: (rule.fixes ?? []).filter(({ title }) => title !== repairTitle) };
}

const REPAIRED: ReadonlySet<string> = new Set([
  'changelog/malformed-compare-link',
  'changelog/two-dot-compare-link',
  'changelog/link-to-other-version',
  'changelog/wrong-compare-head',
  'changelog/wrong-compare-base',
  'changelog/wrong-unreleased-base',
  'changelog/oldest-release-link',
  'changelog/missing-link-definition',
  'changelog/link-definition-out-of-order',
]);

/** Links that are written in headings are no part of the block. */
function withinDefinitions({ definitions, source }: Changelog, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ start, end }) => {
    if (start === source.text.length) return true;
    let low = 0;
    let high = definitions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((definitions[middle] as Definition).start <= start) low = middle + 1;
      else high = middle;
    }
    const definition = definitions[low - 1];
    return definition !== undefined && end <= definition.end;
  });
}

/** Two fixes that touch could have meant the same place: the second waits for the next pass. */
function isApart(chosen: readonly Edit[], edits: readonly Edit[]): boolean {
  return edits.every(({ start, end }) => chosen.every((each) => each.end < start || each.start > end));
}

/** The edits that turn one text into another that differs in definitions and blank lines alone; null where more differs. */
function editsBetween(before: Changelog, after: Changelog): readonly Edit[] | null {
  const old = runsOf(before);
  const now = runsOf(after);
  if (old.length !== now.length) return null;
  const edits: Edit[] = [];
  for (const [i, run] of old.entries()) {
    const other = now[i] as Run;
    if (run.anchor !== other.anchor) return null;
    if (run.text !== other.text) edits.push({ start: run.start, end: run.start + run.text.length, text: other.text });
  }
  return sortEdits(edits, before.source.text.length);
}

/** Definitions and blank lines that follow each other, and the line behind them, which is neither. */
interface Run {
  readonly start: number;
  readonly text: string;
  /** Null for the run that ends the text. */
  readonly anchor: string | null;
}

function runsOf({ source, definitions }: Changelog): readonly Run[] {
  const { text, lineStarts, lineCount } = source;
  const isDefinition = new Uint8Array(lineCount);
  for (const { line, lastLine } of definitions) isDefinition.fill(1, line, lastLine + 1);
  const runs: Run[] = [];
  let start = 0;
  for (let line = 0; line < lineCount; line++) {
    if (isDefinition[line] || lineText(source, line).trim() === '') continue;
    const from = lineStarts[line] as number;
    const end = contentEnd(source, line);
    runs.push({ start, text: text.slice(start, from), anchor: text.slice(from, end) });
    start = end;
  }
  runs.push({ start, text: text.slice(start), anchor: null });
  return runs;
}

/** The last line of a text gets a line ending when something is written behind it. */
function contentEnd(source: Source, line: number): number {
  return (source.lineStarts[line] as number) + lineText(source, line).length;
}
