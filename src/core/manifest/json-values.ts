import type { Node } from 'jsonc-parser';
import type { Source, Span } from '../text/source.ts';
import type { FieldType } from './fields.ts';
import { spanOf } from './json-text.ts';
import type { FileGroup, ResultState } from './model.ts';
import { parseState } from './states.ts';

export interface JsonContext {
  readonly source: Source;
  /** A value of another type than the field has. */
  readonly report: (node: Node, expected: string) => void;
  /** A value of the right type that is none of those that the field knows. */
  readonly reportValue: (node: Node, expected: string) => void;
}

/** Reads the value of a field; `undefined` where nothing of it can be read. What is wrong is reported and left out. */
export function readJsonValue(node: Node, type: FieldType, context: JsonContext): unknown {
  switch (type) {
    case 'flag':
      return node.type === 'boolean' ? node.value : wrong(node, 'true or false', context);
    case 'state':
      return readState(node, context);
    case 'items':
    case 'names':
      return readList(node, 'a list of strings', context, (item) => {
        const text = readText(item, context);
        return text === undefined ? undefined : { text };
      });
    case 'changes':
      return readGroups(node, 'lists of entries by category', context, (item, category) => {
        const text = readText(item, context);
        return text === undefined ? undefined : { category, text };
      });
    case 'tests':
      return readList(node, 'a list of results', context, (item) => readTest(item, context));
    case 'files':
      return readGroups(node, 'lists of files as source, documentation and tests', context, (item, group, key) =>
        readFile(item, group, key, context),
      );
    case 'dependencies':
      return readGroups(node, 'lists of dependencies as added, updated and removed', context, (item, kind, key) =>
        readDependency(item, kind, key, context),
      );
    case 'values':
      return undefined;
    case 'approvals':
      return readMap(node, 'an object of roles', context, (value, role) => readApproval(value, role, context));
    case 'checksums':
      return readMap(node, 'an object of digests by path', context, (value, path) => {
        const text = readText(value, context);
        if (text === undefined) return undefined;
        const at = text.indexOf(':');
        return { path, algorithm: at < 0 ? '' : text.slice(0, at).toLowerCase(), digest: text.slice(at + 1) };
      });
    default:
      return readText(node, context);
  }
}

function wrong(node: Node, expected: string, { report }: JsonContext): undefined {
  report(node, expected);
  return undefined;
}

function readText(node: Node, context: JsonContext): string | undefined {
  return node.type === 'string' ? (node.value as string) : wrong(node, 'a string', context);
}

function readState(node: Node, context: JsonContext): ResultState | undefined {
  const text = readText(node, context);
  if (text === undefined) return undefined;
  const state = parseState(text);
  if (state) return state;
  context.reportValue(node, 'passed, advisory, failed, not-run or not-applicable');
  return undefined;
}

function readList<T extends object>(
  node: Node,
  expected: string,
  context: JsonContext,
  read: (item: Node) => T | undefined,
): readonly (T & Span)[] | undefined {
  if (node.type !== 'array') return wrong(node, expected, context);
  return (node.children ?? []).flatMap((item) => locate(read(item), item, context));
}

/** An object of lists, each item with the key that it stands under. */
function readGroups<T extends object>(
  node: Node,
  expected: string,
  context: JsonContext,
  read: (item: Node, group: string, key: Node) => T | undefined,
): readonly (T & Span)[] | undefined {
  if (node.type !== 'object') return wrong(node, expected, context);
  return propertiesOf(node).flatMap(({ key, value }) => {
    if (value.type !== 'array') return wrong(value, 'a list', context) ?? [];
    return (value.children ?? []).flatMap((item) => locate(read(item, key.value as string, key), item, context));
  });
}

function readMap<T extends object>(
  node: Node,
  expected: string,
  context: JsonContext,
  read: (value: Node, key: string) => T | undefined,
): readonly (T & Span)[] | undefined {
  if (node.type !== 'object') return wrong(node, expected, context);
  return propertiesOf(node).flatMap(({ key, value }) => {
    const each = read(value, key.value as string);
    const span = { start: key.offset, end: spanOf(value, context.source).end };
    return each === undefined ? [] : [{ ...each, ...span }];
  });
}

function locate<T extends object>(value: T | undefined, node: Node, { source }: JsonContext): readonly (T & Span)[] {
  return value === undefined ? [] : [{ ...value, ...spanOf(node, source) }];
}

function readTest(node: Node, context: JsonContext) {
  const properties = readRecord(node, context);
  if (!properties) return undefined;
  const name = textOf(properties, 'name', context);
  const stateNode = properties.get('state');
  if (name === null || !stateNode) return wrong(node, 'a name and a state', context);
  const state = readState(stateNode, context);
  if (!state) return undefined;
  return {
    name,
    state,
    passed: countOf(properties, 'passed', context),
    total: countOf(properties, 'total', context),
    evidence: textOf(properties, 'evidence', context),
  };
}

const FILE_GROUPS: readonly string[] = ['source', 'documentation', 'tests'] satisfies readonly FileGroup[];

function readFile(node: Node, group: string, key: Node, context: JsonContext) {
  if (!FILE_GROUPS.includes(group)) {
    context.reportValue(key, 'source, documentation or tests');
    return undefined;
  }
  const properties = readRecord(node, context);
  if (!properties) return undefined;
  const path = textOf(properties, 'path', context);
  if (path === null) return wrong(node, 'a path', context);
  return {
    group: group as FileGroup,
    path,
    lines: countOf(properties, 'lines', context),
    added: countOf(properties, 'added', context),
    deleted: countOf(properties, 'deleted', context),
  };
}

function readDependency(node: Node, kind: string, key: Node, context: JsonContext) {
  if (kind !== 'added' && kind !== 'updated' && kind !== 'removed') {
    context.reportValue(key, 'added, updated or removed');
    return undefined;
  }
  const properties = readRecord(node, context);
  if (!properties) return undefined;
  const name = textOf(properties, 'name', context);
  if (name === null) return wrong(node, 'a name', context);
  return { kind, name, from: textOf(properties, 'from', context), to: textOf(properties, 'to', context) } as const;
}

function readApproval(node: Node, role: string, context: JsonContext) {
  if (node.type === 'string') return { role, by: node.value as string, date: null };
  const properties = node.type === 'object' ? readRecord(node, context) : null;
  const by = properties ? textOf(properties, 'by', context) : null;
  if (!properties || by === null) return wrong(node, 'who approved, as a string or as { "by", "date" }', context);
  return { role, by, date: textOf(properties, 'date', context) };
}

function readRecord(node: Node, context: JsonContext): ReadonlyMap<string, Node> | undefined {
  if (node.type !== 'object') return wrong(node, 'an object', context);
  return new Map(propertiesOf(node).map(({ key, value }) => [key.value as string, value]));
}

function propertiesOf({ children }: Node): readonly { readonly key: Node; readonly value: Node }[] {
  return (children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [{ key, value }] : [];
  });
}

/** A text that may be missing or null. */
function textOf(properties: ReadonlyMap<string, Node>, name: string, context: JsonContext): string | null {
  const node = properties.get(name);
  if (!node || node.type === 'null') return null;
  return readText(node, context) ?? null;
}

function countOf(properties: ReadonlyMap<string, Node>, name: string, context: JsonContext): number | null {
  const node = properties.get(name);
  if (!node || node.type === 'null') return null;
  if (node.type === 'number' && Number.isSafeInteger(node.value) && (node.value as number) >= 0) return node.value;
  return wrong(node, 'a whole number from 0', context) ?? null;
}
