import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type {
  BaseChoiceDto,
  NamedChoiceDto,
  OperationChoicesDto,
  OperationOptionsDto,
  ReleaseChoiceDto,
  VersionChoiceDto,
} from '../../src/protocol/operations.ts';
import { askChoice, askText, type Choice, type StepPlace, type StepResult } from '../quick-steps.ts';
import type { Question } from './ask-steps.ts';

/** What the questions of an operation go by. */
export interface Context {
  readonly choices: OperationChoicesDto;
  /** What is wrong with a version that somebody types; null where nothing is. */
  readonly checkVersion: (version: string) => Promise<string | null>;
  /** The releases that a hotfix is likely to start from, as far as they are known. */
  readonly listBases: () => Promise<readonly BaseChoiceDto[]>;
  /** Shows what a branch has that a release lacks. */
  readonly compare: (version: string, base: BaseChoiceDto) => unknown;
}

/** A question, and the option that its answer is: one that is known already is not asked for. */
export interface OptionQuestion {
  readonly asks: keyof OperationOptionsDto;
  readonly ask: Question<OperationOptionsDto>;
}

/** How many of the entries that decide a version are shown with it. */
const REASON_LIMIT = 3;

/** Asks which version it shall be: one of those that can follow, or one that somebody types. */
export function toVersionQuestion({ choices, checkVersion }: Context): readonly OptionQuestion[] {
  const offered = choices.versions.map(toVersionChoice);
  const recommended = offered.find((_, i) => choices.versions[i]?.recommended);
  const other: Choice<OperationOptionsDto | null> = {
    label: `$(edit) ${l10n.t('Another version…')}`,
    alwaysShow: true,
    answer: null,
  };
  const separator = { label: '', kind: QuickPickItemKind.Separator, answer: null };
  const placeholder =
    choices.notRecommended ??
    (choices.current === null
      ? l10n.t('Which version shall it be? It is the first one.')
      : l10n.t('Which version shall follow {0}?', choices.current));
  return [
    {
      asks: 'target',
      ask: async (place, draft) => {
        for (;;) {
          const chosen = await askChoice(place, placeholder, [...offered, separator, other], recommended);
          if (chosen === undefined || chosen === 'back') return chosen;
          if (chosen.answer) return { answer: { ...draft, ...chosen.answer } };
          const typed = await askTypedVersion(place, choices, checkVersion);
          if (typed !== 'back') return typed && { answer: { ...draft, target: typed.answer } };
        }
      },
    },
  ];
}

function toVersionChoice(choice: VersionChoiceDto): Choice<OperationOptionsDto | null> {
  const { version, level, target, prerelease, recommended } = choice;
  return {
    label: `$(${recommended ? 'rocket' : 'tag'}) ${version}`,
    description: recommended ? l10n.t('{0}, what the entries lead to', level) : level,
    detail: describeReasons(choice),
    // The plan says why it is this version where it finds that by itself.
    answer: { ...(target !== null && { target }), ...(prerelease !== null && { prerelease }) },
  };
}

function describeReasons({ reasons, asked }: VersionChoiceDto): string {
  if (asked === 'less') return l10n.t('Less than the entries ask for');
  if (asked === 'more') return l10n.t('More than the entries ask for');
  const shown = reasons.slice(0, REASON_LIMIT).join(' · ');
  const more = reasons.length - REASON_LIMIT;
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

/** A step of its own in all but its number: its way back leads to the list. */
function askTypedVersion(
  { title, step, totalSteps }: StepPlace,
  { versions, current }: OperationChoicesDto,
  check: Context['checkVersion'],
): Promise<StepResult<string>> {
  return askText(
    { title, step: step + 1, totalSteps: totalSteps + 1 },
    {
      prompt: current === null ? l10n.t('The version') : l10n.t('The version that follows {0}', current),
      placeholder: versions[0]?.version ?? '1.0.0',
      missing: l10n.t('A release needs a version.'),
      value: '',
      check,
    },
  );
}

/** Asks which of the policy's types the release is of, where there are several. */
export function toTypeQuestion({ choices: { types } }: Context): readonly OptionQuestion[] {
  if (types.length < 2) return [];
  const offered = types.map(toNamed);
  return [
    {
      asks: 'type',
      ask: (place, draft) =>
        withAnswer(draft, 'type', () => askChoice(place, l10n.t('What type of release is it?'), offered, offered[0])),
    },
  ];
}

/** Asks for the title of the release, where the policy has releases with titles. */
export function toTitleQuestion({ choices: { titles } }: Context): readonly OptionQuestion[] {
  if (titles === 'none') return [];
  const texts = {
    prompt: titles === 'required' ? l10n.t('The title of the release') : l10n.t('The title of the release, if any'),
    placeholder: l10n.t('For example: Faster search'),
    missing: titles === 'required' ? l10n.t('The policy asks for a title.') : null,
  };
  return [
    {
      asks: 'title',
      ask: (place, draft) => withAnswer(draft, 'title', () => askText(place, { ...texts, value: draft.title ?? '' })),
    },
  ];
}

/** Asks which release an operation is about. */
export function toReleaseQuestion(
  { choices: { releases } }: Context,
  isFit: (release: ReleaseChoiceDto) => boolean,
): readonly OptionQuestion[] {
  const offered = releases.filter(isFit).map((release) => ({ ...toItem(release), answer: release.version }));
  const nothing = l10n.t('There is no release that this can be done with');
  return [
    {
      asks: 'target',
      ask: (place, draft) =>
        withAnswer(draft, 'target', () =>
          askChoice(place, offered.length === 0 ? nothing : l10n.t('Choose a release'), offered, offered[0]),
        ),
    },
  ];
}

/** Asks which tag a hotfix starts from, with how far the main branch has gone on since; the policy’s choice is offered first. */
export function toBaseQuestion({ choices: { releases }, listBases, compare }: Context): readonly OptionQuestion[] {
  const tagged = releases.filter(({ tag, prerelease }) => tag !== null && !prerelease);
  return [
    {
      asks: 'from',
      ask: async (place, draft) => {
        const bases = await listBases();
        const offered = tagged.map((release): Choice<string> => {
          const base = bases.find(({ tag }) => tag === release.tag);
          const item = { ...toItem(release), answer: release.tag as string };
          return base ? { ...item, ...describeBase(base), show: () => compare(release.version, base) } : item;
        });
        const chosen = offered.find(({ answer }) => bases.some((base) => base.chosen && base.tag === answer));
        return withAnswer(draft, 'from', () =>
          askChoice(place, l10n.t('Which release shall be mended?'), offered, chosen ?? offered[0]),
        );
      },
    },
  ];
}

function describeBase({ branch, commits, files }: BaseChoiceDto): Pick<Choice<string>, 'detail' | 'buttons'> {
  const tooltip = l10n.t('Compare with {0}', branch);
  return {
    ...(commits !== null && files !== null
      ? { detail: l10n.t('{0} is {1} commits and {2} files away', branch, commits, files) }
      : {}),
    buttons: [{ iconPath: new ThemeIcon('git-compare'), tooltip }],
  };
}

export function toSeverityQuestion({ choices: { severities } }: Context): readonly OptionQuestion[] {
  if (severities.length === 0) return [];
  const offered = severities.map(toNamed);
  return [
    {
      asks: 'severity',
      ask: (place, draft) =>
        withAnswer(draft, 'severity', () => askChoice(place, l10n.t('How severe is it?'), offered, offered[0])),
    },
  ];
}

export function toReasonQuestion(prompt: string, missing: string): readonly OptionQuestion[] {
  const placeholder = l10n.t('For example: Logging in fails for accounts with two factors');
  return [
    {
      asks: 'reason',
      ask: (place, draft) =>
        withAnswer(draft, 'reason', () => askText(place, { prompt, placeholder, missing, value: draft.reason ?? '' })),
    },
  ];
}

function toNamed({ name, detail }: NamedChoiceDto): Choice<string> {
  return { label: name, description: detail, answer: name };
}

function toItem({ version, tag, date, yanked }: ReleaseChoiceDto): {
  readonly label: string;
  readonly description: string;
} {
  const parts = [tag, date, yanked ? l10n.t('yanked') : null].filter((part) => part !== null);
  return { label: `$(tag) ${version}`, description: parts.join(' · ') };
}

async function withAnswer(
  draft: OperationOptionsDto,
  name: keyof OperationOptionsDto,
  ask: () => Promise<StepResult<string>>,
): Promise<StepResult<OperationOptionsDto>> {
  const result = await ask();
  return result === undefined || result === 'back' ? result : { answer: { ...draft, [name]: result.answer } };
}
