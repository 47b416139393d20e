import type { Span } from '../../src/core/index.ts';
import { fieldOf, type ManifestField } from '../../src/core/manifest/fields.ts';
import type { FieldName, Manifest, Written } from '../../src/core/manifest/model.ts';
import { touches } from '../features/find.ts';

/** A field of a manifest where it is written. */
export interface FieldPlace {
  readonly field: ManifestField;
  readonly written: Written<unknown>;
  /** From its label to the end of what it says. */
  readonly whole: Span;
}

/** The fields that a manifest has, in the order of its text. */
export function fieldPlaces({ fields }: Manifest): readonly FieldPlace[] {
  return Object.entries(fields)
    .map(([name, written]): FieldPlace => {
      const { span, label } = written as Written<unknown>;
      const whole = { start: Math.min(span.start, label.start), end: Math.max(span.end, label.end) };
      return { field: fieldOf(name as FieldName), written: written as Written<unknown>, whole };
    })
    .sort((a, b) => a.whole.start - b.whole.start || b.whole.end - a.whole.end);
}

/** The innermost field that is written at an offset; null where there is none. */
export function fieldAt(manifest: Manifest, offset: number): FieldPlace | null {
  const found = fieldPlaces(manifest).filter(
    ({ written }) => touches(written.label, offset) || touches(written.span, offset),
  );
  found.sort((a, b) => a.whole.end - a.whole.start - (b.whole.end - b.whole.start));
  return found[0] ?? null;
}
