import { type Disposable, type Extension, lm } from 'vscode';
import type { LanguageTools } from './language-tools.ts';

const PREFIX = 'releaseLedger_';

/** Registers the tools that the manifest contributes; what they do is loaded with the first that is called. */
export function registerLanguageTools(
  { packageJSON }: Extension<unknown>,
  load: () => Promise<LanguageTools>,
): readonly Disposable[] {
  // Editors made from VS Code need not have language models.
  if (typeof lm?.registerTool !== 'function') return [];
  const contributed: readonly { readonly name: string }[] = packageJSON.contributes.languageModelTools;
  return contributed.map(({ name }) =>
    lm.registerTool<object>(name, {
      prepareInvocation: async ({ input }, token) => (await load()).prepare(name.slice(PREFIX.length), input, token),
      invoke: async ({ input }, token) => (await load()).invoke(name.slice(PREFIX.length), input, token),
    }),
  );
}
