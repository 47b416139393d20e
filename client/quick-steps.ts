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
  /** What the buttons of the item do; the question goes on. */
  readonly show?: () => unknown;
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
    picker.onDidTriggerItemButton(({ item }) => item.show?.()),
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems;
      if (chosen) resolve({ answer: chosen.answer });
    }),
  ]);
}

/** The texts of a question for a text. */
export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder: string;
  /** What is said of a blank answer; null where it may be left blank. */
  readonly missing: string | null;
  readonly value: string;
  /** What is wrong with an answer that is not blank; asked while somebody types, and before the answer is taken. */
  readonly check?: (answer: string) => Promise<string | null>;
}

/** Asks for a text. */
export async function askText(
  place: StepPlace,
  { missing, check, ...texts }: TextQuestion,
): Promise<StepResult<string>> {
  const box = window.createInputBox();
  Object.assign(box, texts);
  const complain = async (): Promise<string | undefined> => {
    const answer = box.value.trim();
    const complaint = answer === '' ? missing : ((await check?.(answer)) ?? null);
    return complaint ?? undefined;
  };
  return ask(box, place, (resolve) => [
    box.onDidTriggerButton(() => resolve('back')),
    box.onDidChangeValue(async (typed) => {
      const complaint = typed.trim() === '' ? undefined : await complain();
      if (box.value === typed) box.validationMessage = complaint;
    }),
    box.onDidAccept(async () => {
      const { value } = box;
      const complaint = await complain();
      if (box.value !== value) return;
      box.validationMessage = complaint;
      if (complaint === undefined) resolve({ answer: value.trim() });
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
