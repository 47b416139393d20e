import type { Span } from '../../src/core/index.ts';
import { displayName } from '../../src/core/manifest/fields.ts';
import type { ManifestSection } from '../../src/core/manifest/model.ts';
import { count } from '../features/age.ts';
import type { OutlineItem } from '../features/outline.ts';
import { type FieldPlace, fieldPlaces } from './field-at.ts';
import type { ManifestView } from './manifest-view.ts';

/** The fields of a manifest with what they say, those of the Markdown form below their sections. */
export function outlineManifest({ check: { manifest }, form }: ManifestView): readonly OutlineItem[] {
  const places = fieldPlaces(manifest);
  const isIn = (section: Span, { whole }: FieldPlace): boolean =>
    whole.start >= section.start && whole.end <= section.end;
  const loose = places.filter((place) => !manifest.sections.some((section) => isIn(section, place)));
  const items = [
    ...loose.map((place) => toItem(place, form)),
    ...manifest.sections.map((section) =>
      toSection(
        section,
        places.filter((place) => isIn(section, place)).map((place) => toItem(place, form)),
      ),
    ),
  ];
  return items.sort((a, b) => a.span.start - b.span.start);
}

function toSection(section: ManifestSection, children: readonly OutlineItem[]): OutlineItem {
  const end = Math.max(section.bodyEnd, section.heading.end);
  // What is the whole section says no more than the section itself.
  const own = children.filter(({ name }) => name !== section.name);
  return {
    kind: 'category',
    name: section.name.trim() || '(empty)',
    detail: children.find(({ name }) => name === section.name)?.detail ?? '',
    span: { start: section.start, end },
    selection: section.heading,
    yanked: false,
    children: own,
  };
}

function toItem({ field, written, whole }: FieldPlace, form: 'json' | 'md'): OutlineItem {
  const { value, label } = written;
  const detail = Array.isArray(value)
    ? count(value.length, 'entry', 'entries')
    : typeof value === 'object'
      ? ''
      : String(value);
  return {
    kind: 'setting',
    name: displayName(field, form),
    detail: detail.split('\n', 1)[0] ?? '',
    span: whole,
    selection: label,
    yanked: false,
    children: [],
  };
}
