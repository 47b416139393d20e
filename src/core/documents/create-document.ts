import type { Changelog } from '../changelog/model.ts';
import { positionAt, toSource } from '../text/source.ts';
import { ASKED_VALUES, askedValues } from './asked-values.ts';
import { ITEM_NAMES } from './document-values.ts';
import { findUnresolved } from './find-unresolved.ts';
import { fillTemplate } from './template/fill-template.ts';
import { parseTemplate } from './template/parse-template.ts';
import type { TemplateValues } from './template/template.ts';
import { withDefinitions } from './with-definitions.ts';

/** Why there is no document, and where: in the template, or in the document that would have come of it. */
export interface DocumentProblem {
  readonly where: 'template' | 'document';
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The name of a value that somebody has to give; null for every other problem. */
  readonly missing: string | null;
}

export type CreatedDocument =
  | { readonly text: string; readonly problems?: undefined }
  | { readonly text?: undefined; readonly problems: readonly DocumentProblem[] };

/**
 * Makes a document from a template. Nothing that is left to be filled in reaches a reader: a value that is not known, and
 * a placeholder in what the changelog says, are problems, and then there is no document.
 *
 * @param changelog where the definitions of links are that the document refers to
 */
export function createDocument(template: string, values: TemplateValues, changelog: Changelog): CreatedDocument {
  const filled = fillTemplate(parseTemplate(template), { ...askedValues(), ...values }, ITEM_NAMES);
  if (filled.problems) {
    const source = toSource(template);
    return {
      problems: filled.problems.map(({ start, message, missing }) => {
        const asked = missing === null ? undefined : ASKED_VALUES.get(missing);
        const told = asked === undefined ? message : `${message}: ${asked}`;
        return { where: 'template', ...placeOf(source, start), message: told, missing };
      }),
    };
  }
  const text = withDefinitions(filled.text, changelog);
  const unresolved = findUnresolved(text);
  if (unresolved.length === 0) return { text };
  const source = toSource(text);
  return {
    problems: unresolved.map(({ start, end }) => ({
      where: 'document',
      ...placeOf(source, start),
      message: `Unexpected placeholder “${text.slice(start, end)}”, expected what it stands for`,
      missing: null,
    })),
  };
}

function placeOf(
  source: ReturnType<typeof toSource>,
  offset: number,
): { readonly line: number; readonly column: number } {
  const { line, character } = positionAt(source, offset);
  return { line: line + 1, column: character + 1 };
}
