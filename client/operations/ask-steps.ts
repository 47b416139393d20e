import type { StepPlace, StepResult } from '../quick-steps.ts';

/** Asks one thing, and gives what is known with the answer in it. */
export type Question<Draft> = (place: StepPlace, draft: Draft) => Promise<StepResult<Draft>>;

/** Asks question by question with a way back. Returns undefined where the user leaves. */
export async function askSteps<Draft>(
  title: string,
  questions: readonly Question<Draft>[],
  given: Draft,
): Promise<Draft | undefined> {
  let draft = given;
  for (let at = 0; at < questions.length; ) {
    const result = await questions[at]?.({ title, step: at + 1, totalSteps: questions.length }, draft);
    if (result === undefined) return undefined;
    if (result !== 'back') draft = result.answer;
    at += result === 'back' ? -1 : 1;
  }
  return draft;
}
