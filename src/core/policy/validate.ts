import type { Node } from 'jsonc-parser';
import type { Problem } from '../rules/problem.ts';
import { closest } from '../text/closest.ts';
import type { Span } from '../text/source.ts';
import { isRefName } from '../version/ref-name.ts';
import type { ChoiceSetting, MapSetting, NumberSetting, ObjectSetting, Setting, TextSetting } from './setting.ts';

/** The value of a setting as far as it is valid; `undefined` where nothing of it is. */
export interface Validated {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Validates a JSON node against a setting.
 *
 * Whatever is wrong is reported at its place and left out of the value; everything else of the file still counts.
 */
export function validate(node: Node, setting: Setting): Validated {
  const problems: Problem[] = [];
  const value = read(node, setting, '', problems);
  return { value, problems };
}

function read(node: Node, setting: Setting, path: string, problems: Problem[]): unknown {
  switch (setting.type) {
    case 'text':
      return readText(node, setting, path, problems);
    case 'choice':
      return readChoice(node, setting, path, problems);
    case 'number':
      return readNumber(node, setting, path, problems);
    case 'list':
      return node.type === 'array'
        ? (node.children ?? [])
            .map((item) => read(item, setting.items, path, problems))
            .filter((item) => item !== undefined)
        : wrongType(node, path, 'a list', problems);
    case 'object':
      return node.type === 'object'
        ? readObject(node, setting, path, problems)
        : wrongType(node, path, 'an object', problems);
    case 'map':
      return node.type === 'object'
        ? readMap(node, setting, path, problems)
        : wrongType(node, path, 'an object', problems);
  }
}

function readText(node: Node, setting: TextSetting, path: string, problems: Problem[]): unknown {
  if (node.type !== 'string') return wrongType(node, path, 'a string', problems);
  const text = node.value as string;
  if (text === '' && setting.mayBeEmpty) return text;
  for (const [placeholder, name = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (setting.placeholders && !setting.placeholders.includes(name)) {
      const guess = closest(name, setting.placeholders);
      const known = (guess === null ? setting.placeholders : [guess]).map((each) => `{${each}}`).join(', ');
      const meant = JSON.stringify(text.replace(placeholder, () => `{${guess}}`));
      problems.push(
        problem(
          'policy/unknown-placeholder',
          node,
          `Unexpected placeholder “${placeholder}” in ${path}, expected ${known}`,
          guess === null ? null : { title: `Change to “{${guess}}”`, span: spanOf(node), text: meant },
        ),
      );
      return undefined;
    }
  }
  if (setting.required && !text.includes(`{${setting.required}}`)) {
    problems.push(
      problem('policy/missing-placeholder', node, `Expected the placeholder {${setting.required}} in ${path}`),
    );
    return undefined;
  }
  if (setting.refName && !isRefName(text.replace(/\{[^{}]*\}/g, '1.0.0'))) {
    problems.push(
      problem(
        'policy/unsafe-name',
        node,
        `Unexpected “${text}” for ${path}, expected a name of letters, digits and . _ - / @ +, of which no part starts with . or -`,
      ),
    );
    return undefined;
  }
  return text;
}

function readChoice(node: Node, setting: ChoiceSetting, path: string, problems: Problem[]): unknown {
  const value: unknown = node.value;
  if ((typeof value === 'string' || typeof value === 'number') && setting.values.has(value)) return value;
  const words = [...setting.values.keys()];
  const expected = words.length > 8 ? `${words.slice(0, 8).join(', ')}, …` : words.join(', ');
  const written = typeof value === 'string' ? `“${value}”` : describe(node);
  const guess =
    typeof value === 'string'
      ? (words.find((word) => typeof word === 'number' && String(word) === value) ??
        closest(
          value,
          words.filter((word) => typeof word === 'string'),
        ))
      : null;
  const meant = typeof guess === 'number' ? `the number ${guess}` : `“${guess}”`;
  problems.push(
    problem(
      'policy/unknown-value',
      node,
      `Unexpected ${written} for ${path}, expected ${guess === null ? `one of ${expected}` : meant}`,
      guess === null
        ? null
        : {
            title: `Change to ${meant}`,
            span: spanOf(node),
            text: JSON.stringify(guess),
          },
    ),
  );
  return undefined;
}

function readNumber(node: Node, { minimum, maximum }: NumberSetting, path: string, problems: Problem[]): unknown {
  if (node.type !== 'number') return wrongType(node, path, 'a number', problems);
  const value = node.value as number;
  if (value >= minimum && value <= maximum) return value;
  problems.push(
    problem(
      'policy/unknown-value',
      node,
      `Unexpected ${value} for ${path}, expected a number from ${minimum} to ${maximum}`,
    ),
  );
  return undefined;
}

function readObject(node: Node, setting: ObjectSetting, path: string, problems: Problem[]): unknown {
  const result: Record<string, unknown> = { ...setting.defaults };
  for (const { name, key, value } of propertiesOf(node, problems)) {
    if (!Object.hasOwn(setting.properties, name)) {
      problems.push(unknownKey(key, name, Object.keys(setting.properties), path));
      continue;
    }
    const valid = read(value, setting.properties[name] as Setting, join(path, name), problems);
    if (valid !== undefined) result[name] = valid;
  }
  for (const name of setting.required ?? []) {
    if (result[name] !== undefined) continue;
    problems.push(problem('policy/missing-key', node, `Expected the key “${name}” in ${path || 'the policy'}`));
    return undefined;
  }
  return result;
}

function readMap(node: Node, setting: MapSetting, path: string, problems: Problem[]): unknown {
  const result: Record<string, unknown> = {};
  for (const { name, key, value } of propertiesOf(node, problems)) {
    if (!setting.keys.has(name) && !setting.pattern?.test(name)) {
      problems.push(unknownKey(key, name, [...setting.keys.keys()], path));
      continue;
    }
    const each = read(value, setting.values, join(path, name), problems);
    if (each !== undefined) result[name] = each;
  }
  return result;
}

interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** The properties of an object; of a key that stands twice the first one counts, and the second is reported. */
function propertiesOf(node: Node, problems: Problem[]): readonly Property[] {
  const seen = new Set<string>();
  const properties: Property[] = [];
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (!key || !value) continue;
    const name = key.value as string;
    if (seen.has(name))
      problems.push(problem('policy/duplicate-key', key, `Unexpected second key “${name}”, expected it once`));
    else properties.push({ name, key, value });
    seen.add(name);
  }
  return properties;
}

function unknownKey(key: Node, name: string, known: readonly string[], path: string): Problem {
  const guess = closest(name, known);
  const place = path === '' ? 'the policy' : path;
  const expected = guess
    ? `expected “${guess}”`
    : known.length > 12
      ? 'which names none of the rules'
      : `expected one of ${known.join(', ')}`;
  return problem(
    'policy/unknown-key',
    key,
    `Unexpected key “${name}” in ${place}, ${expected}`,
    guess === null
      ? null
      : {
          title: `Rename to “${guess}”`,
          span: spanOf(key),
          text: JSON.stringify(guess),
        },
  );
}

function wrongType(node: Node, path: string, expected: string, problems: Problem[]): undefined {
  problems.push(
    problem(
      'policy/wrong-type',
      node,
      `Unexpected ${describe(node)} for ${path || 'the policy'}, expected ${expected}`,
    ),
  );
  return undefined;
}

function describe({ type, value }: Node): string {
  if (type === 'array') return 'list';
  return type === 'object' ? 'object' : type === 'null' ? 'null' : `${type} ${JSON.stringify(value)}`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

interface Replacement {
  readonly title: string;
  readonly span: Span;
  readonly text: string;
}

function problem(rule: string, node: Node, message: string, fix?: Replacement | null): Problem {
  return {
    rule,
    severity: 'error',
    span: spanOf(node),
    message,
    fixes: fix ? [{ title: fix.title, safety: 'unsafe', edits: [{ ...fix.span, text: fix.text }] }] : [],
  };
}
