import { type Disposable, type InputBox, QuickInputButtons, type QuickPick, type QuickPickItem, window } from 'vscode';

/** What a step of a dialog ends with: an answer, the wish to go one step back, or undefined where the user left. */
export type StepResult<T> = { readonly answer: T } | 'back' | undefined;

/** Where a step stands in its dialog. The first one, counted from 1, has no way back. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Something to choose, and what choosing it means. */
export interface Choice<T> extends QuickPickItem {
  readonly answer: T;
}

/** Asks for one of the choices; `active` is the one that Enter takes. */
export async function askChoice<T>(
  place: StepPlace,
  placeholder: string,
  choices: readonly Choice<T>[],
  active: Choice<T> | undefined,
): Promise<StepResult<T>> {
  const picker = window.createQuickPick<Choice<T>>();
  picker.items = choices;
  picker.placeholder = placeholder;
  picker.matchOnDetail = true;
  if (active) picker.activeItems = [active];
  return ask(picker, place, (resolve) => [
    picker.onDidTriggerButton(() => resolve('back')),
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems;
      if (chosen) resolve({ answer: chosen.answer });
    }),
  ]);
}

/** Asks for a text that is not blank. */
export async function askText(
  place: StepPlace,
  texts: { readonly prompt: string; readonly placeholder: string; readonly missing: string; readonly value: string },
): Promise<StepResult<string>> {
  const box = window.createInputBox();
  box.prompt = texts.prompt;
  box.placeholder = texts.placeholder;
  box.value = texts.value;
  return ask(box, place, (resolve) => [
    box.onDidTriggerButton(() => resolve('back')),
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    }),
    box.onDidAccept(() => {
      const answer = box.value.trim();
      if (answer === '') box.validationMessage = texts.missing;
      else resolve({ answer });
    }),
  ]);
}

/** Shows the question until it is answered or left. It stays when the focus leaves it, so that one can look something up. */
async function ask<T>(
  input: QuickPick<Choice<T>> | InputBox,
  { title, step, totalSteps }: StepPlace,
  listen: (resolve: (result: StepResult<T>) => void) => readonly Disposable[],
): Promise<StepResult<T>> {
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
  input.buttons = step > 1 ? [QuickInputButtons.Back] : [];
  const listeners: Disposable[] = [];
  try {
    return await new Promise<StepResult<T>>((resolve) => {
      listeners.push(
        input.onDidHide(() => resolve(undefined)),
        ...listen(resolve),
      );
      input.show();
    });
  } finally {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  }
}
