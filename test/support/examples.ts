import { DEFAULT_POLICY, mergeSettings, type Policy, type Span } from '../../src/core/index.ts';

const OPEN = '⟦';
const CLOSE = '⟧';

/** Decodes control pictures: `␊`, `␍`, `␉`, `␀` stand for the characters that no example can show. */
export function visible(text: string): string {
  return text.replace(/[␊␍␉␀]/g, (picture) => ({ '␊': '\n', '␍': '\r', '␉': '\t', '␀': '\0' })[picture] as string);
}

/** Takes the `⟦` and `⟧` out of a text; the span is what stood between them, null where there were none. */
export function readMarked(marked: string): { readonly text: string; readonly span: Span | null } {
  const text = visible(marked);
  const start = text.indexOf(OPEN);
  const close = text.indexOf(CLOSE);
  if (start < 0 || close < start) return { text, span: null };
  return {
    text: text.slice(0, start) + text.slice(start + 1, close) + text.slice(close + 1),
    span: { start, end: close - 1 },
  };
}

/** The default profile with some settings changed, as a policy file changes them: objects merge, arrays replace. */
export function mergePolicy(changes: object | undefined): Policy {
  return mergeSettings(DEFAULT_POLICY, changes ?? {}) as Policy;
}
