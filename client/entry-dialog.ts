import { l10n } from 'vscode';
import type { CategoryDto } from '../src/protocol/dto.ts';
import { askChoice, askText, type StepPlace, type StepResult } from './quick-steps.ts';

/** A new entry as far as it has been described. */
export interface EntryDraft {
  readonly category?: string | undefined;
  readonly text?: string | undefined;
  readonly breaking?: boolean | undefined;
}

/** A new entry that can be added. */
export interface Entry {
  readonly category: string;
  readonly text: string;
  readonly breaking: boolean;
}

type Question = (place: StepPlace, draft: EntryDraft) => Promise<StepResult<EntryDraft>>;

/** Asks for what the draft lacks, step by step with a way back. Returns undefined where the user leaves. */
export async function askEntry(
  title: string,
  categories: readonly CategoryDto[],
  given: EntryDraft,
): Promise<Entry | undefined> {
  const questions: readonly Question[] = [
    ...(given.category === undefined ? [toCategoryQuestion(categories)] : []),
    ...(given.text === undefined ? [askDescription] : []),
    ...(given.breaking === undefined ? [askBreaking] : []),
  ];
  let draft = given;
  for (let at = 0; at < questions.length; ) {
    const result = await questions[at]?.({ title, step: at + 1, totalSteps: questions.length }, draft);
    if (result === undefined) return undefined;
    if (result !== 'back') draft = { ...draft, ...result.answer };
    at += result === 'back' ? -1 : 1;
  }
  const { category = '', text = '', breaking = false } = draft;
  return { category, text, breaking };
}

function toCategoryQuestion(categories: readonly CategoryDto[]): Question {
  const choices = categories.map(({ name, description, entries }) => ({
    label: name,
    description: describeEntries(entries),
    detail: description,
    answer: { category: name },
  }));
  return (place, { category }) => {
    const known = choices.find(({ answer }) => answer.category === category);
    return askChoice(place, l10n.t('What kind of change is it?'), choices, known);
  };
}

async function askDescription(place: StepPlace, { text = '' }: EntryDraft): Promise<StepResult<EntryDraft>> {
  const result = await askText(place, {
    prompt: l10n.t('Describe the change for the people who use your project.'),
    placeholder: l10n.t('For example: Search finds words with accents'),
    missing: l10n.t('An entry needs a text.'),
    value: text,
  });
  return result === undefined || result === 'back' ? result : { answer: { text: result.answer } };
}

function askBreaking(place: StepPlace, { breaking }: EntryDraft): Promise<StepResult<EntryDraft>> {
  const compatible = {
    label: `$(check) ${l10n.t('Compatible')}`,
    detail: l10n.t('Whoever updates has nothing to change.'),
    answer: { breaking: false },
  };
  const incompatible = {
    label: `$(warning) ${l10n.t('Breaking')}`,
    detail: l10n.t('Whoever updates may have to change something. The entry gets the breaking marker.'),
    answer: { breaking: true },
  };
  return askChoice(
    place,
    l10n.t('Does it break anything for them?'),
    [compatible, incompatible],
    breaking ? incompatible : compatible,
  );
}

function describeEntries(entries: number): string {
  if (entries === 0) return '';
  return entries === 1 ? l10n.t('1 entry so far') : l10n.t('{0} entries so far', entries);
}
