import { lineAt, type Span } from '../../src/core/index.ts';
import type { Fold } from '../features/folding.ts';
import { fieldPlaces } from './field-at.ts';
import type { ManifestView } from './manifest-view.ts';

/** The sections of the Markdown form; the lists and objects of the JSON form, without the line that closes them. */
export function foldManifest({ check: { manifest }, form, source }: ManifestView): readonly Fold[] {
  const toFold = ({ start, end }: Span, closing: number): readonly Fold[] => {
    const startLine = lineAt(source, start);
    const endLine = lineAt(source, Math.max(start, end - 1)) - closing;
    return endLine > startLine ? [{ startLine, endLine, kind: 'section' }] : [];
  };
  if (form === 'json') return fieldPlaces(manifest).flatMap(({ whole }) => toFold(whole, 1));
  return manifest.sections.flatMap(({ start, bodyEnd }) => toFold({ start, end: bodyEnd }, 0));
}
