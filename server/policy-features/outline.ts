import { listWrittenSettings, type WrittenSetting } from '../../src/core/policy/list-settings.ts';
import type { OutlineItem } from '../features/outline.ts';
import type { PolicyDocument } from './policy-document.ts';

/** The keys of a policy file, with their values where those are short. */
export function outlinePolicy({ source }: PolicyDocument): readonly OutlineItem[] {
  return listWrittenSettings(source.text).map((setting) => toItem(setting, source.text.length));
}

function toItem({ name, key, span, scalar, children }: WrittenSetting, length: number): OutlineItem {
  const within = ({ start, end }: typeof span): typeof span => ({
    start: Math.min(start, length),
    end: Math.min(end, length),
  });
  return {
    kind: 'setting',
    // Editors take an item without a name for an error of the server.
    name: name.trim() || '(empty)',
    detail: scalar === null ? '' : String(scalar),
    span: within(span),
    selection: within(key),
    yanked: false,
    children: children.map((child) => toItem(child, length)),
  };
}
