import type { Span } from '../../src/core/index.ts';
import { listWrittenSettings, type WrittenSetting } from '../../src/core/policy/list-settings.ts';
import { resolvePath } from '../../src/core/policy/resolve-path.ts';
import type { LinkTarget } from '../features/document-links.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Links to the files that a policy names: what it extends, and its version files. Only files of the folder are linked. */
export function linkPolicy({ source, path, folder }: PolicyDocument): readonly LinkTarget[] {
  const settings = listWrittenSettings(source.text);
  const base = settings.find(({ name }) => name === 'extends');
  const files = settings.find(({ name }) => name === 'versionFiles')?.children ?? [];
  return [
    ...(base && /[/.]/.test(String(base.scalar)) ? toLink(base, path, folder) : []),
    ...files
      .flatMap(({ children }) => children.filter(({ name }) => name === 'path'))
      .flatMap((each) => toLink(each, '', folder)),
  ];
}

function toLink({ scalar, value }: WrittenSetting, from: string, folder: string): readonly LinkTarget[] {
  if (typeof scalar !== 'string' || /[*?]/.test(scalar)) return [];
  const target = resolvePath(from, scalar);
  if (target === null || target === '') return [];
  const span: Span = { start: value.start + 1, end: value.end - 1 };
  return [{ span, url: `${folder}/${target.split('/').map(encodeURIComponent).join('/')}` }];
}
