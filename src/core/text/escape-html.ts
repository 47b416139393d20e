import { toVisible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML has it, in content and in quoted attributes; hidden characters are made visible. */
export function escapeHtml(text: string): string {
  return toVisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
