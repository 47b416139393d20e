import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_LIMIT, fillTemplate } from '../../../src/core/documents/template/fill-template.ts';
import { parseTemplate } from '../../../src/core/documents/template/parse-template.ts';
import { PROBLEM_LIMIT, TEMPLATE_LIMIT, type TemplateValues } from '../../../src/core/documents/template/template.ts';

const VALUES: TemplateValues = {
  version: '1.2.0',
  title: null,
  isMajor: false,
  summary: 'Two\nlines',
  added: [{ text: 'Maps' }, { text: 'Search\nwith filters', notes: [{ text: 'Slow' }] }],
  fixed: [],
};
const fill = (text: string, values: TemplateValues = VALUES) =>
  fillTemplate(parseTemplate(text), values, { text: null });

/** What is wrong, with the text that it is about. */
function problemsOf(text: string, values: TemplateValues = VALUES): readonly string[] {
  return (fill(text, values).problems ?? []).map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
}

describe('fillTemplate', () => {
  it.each([
    ['a value', 'Release {version}', 'Release 1.2.0\n'],
    ['braces that are none of ours', '{ "a": {} } {1}', '{ "a": {} } {1}\n'],
    ['an escaped brace', '\\{version} is {version}', '{version} is 1.2.0\n'],
    ['a condition that holds not', 'A{#if title} - {title}{/if}', 'A\n'],
    ['its alternative', '{#if isMajor}big{else}small{/if}', 'small\n'],
    ['the contrary', '{#unless title}untitled{/unless}', 'untitled\n'],
    ['an empty list as a condition', '{#if fixed}fixes{else}none{/if}', 'none\n'],
    ['a loop', '{#each added}<{text}>{/each}', '<Maps><Search\nwith filters>\n'],
    ['a loop over nothing', '{#each fixed}- {text}{else}None{/each}', 'None\n'],
    [
      'blocks on lines of their own without those lines',
      '{#if added}\n### Added\n\n{#each added}\n- {text}\n{/each}\n\n{/if}\nEnd',
      '### Added\n\n- Maps\n- Search\n  with filters\n\nEnd\n',
    ],
    ['CRLF', '{#if added}\r\nYes\r\n{/if}\r\nEnd', 'Yes\r\nEnd\n'],
    ['lists of lists', '{#each added}{#each notes}{text} {/each}{/each}', 'Slow\n'],
  ])('fills in %s', (name, template, expected) => {
    // Of two items only one has notes, so that the other one says so.
    const values = name === 'lists of lists' ? { added: [{ notes: [{ text: 'Slow' }] }] } : VALUES;
    expect(fill(template, values)).toEqual({ text: expected });
  });

  it.each([
    ['a name of which nothing is known', 'A {verison} B', ['{verison}: Unexpected name “verison”, expected “version”']],
    ['a value that is not known', '{title}', ['{title}: Expected a value for {title}']],
    ['a list as a value', '{added}', ['{added}: Unexpected list {added}, expected {#each added}']],
    ['a condition as a value', '{isMajor}', ['{isMajor}: Unexpected condition {isMajor}, expected {#if isMajor}']],
    [
      'a loop over a value',
      '{#each version}{/each}',
      ['{#each version}: Unexpected {#each version}, expected the name of a list'],
    ],
    ['a block that is not closed', 'A {#if version} B', ['{#if version}: Expected {/if} for this block']],
    ['an end without a block', 'A {/if}', ['{/if}: Unexpected {/if}, which closes no block']],
    ['another end', '{#if version}{/each}{/if}', ['{/each}: Unexpected {/each}, expected {/if}']],
    ['an alternative outside of blocks', '{else}', ['{else}: Unexpected {else}, expected it once inside a block']],
    [
      'names in a part that is left out',
      '{#if isMajor}{nothing}{/if}{#each fixed}{txt}{/each}',
      [
        '{nothing}: Unexpected name “nothing”, of which nothing is known',
        '{txt}: Unexpected name “txt”, expected “text”',
      ],
    ],
  ])('reports %s at its place, and fills in nothing', (_, template, expected) => {
    expect(problemsOf(template)).toEqual(expected);
    expect(fill(template).text).toBeUndefined();
  });

  it.each([
    "{{constructor.constructor('return process')()}}",
    `\${process.exit()}`,
    '{#if constructor.name}{/if}',
    '{__proto__}',
    '{#each added.length}{/each}',
  ])('evaluates nothing: %s (T121)', (template) => {
    expect(problemsOf(template).length).toBeGreaterThan(0);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'knows no name that every object inherits: {%s} (T121)',
    (name) => {
      expect(problemsOf(`{${name}}`)).toEqual([`{${name}}: Unexpected name “${name}”, of which nothing is known`]);
    },
  );

  it('takes values as they are, whatever they look like (T121, T122)', () => {
    const hostile = "$& $` $' $1 $$ {version} {{constructor}} {#each x} \\{";
    expect(fill('<{a}>', { a: hostile })).toEqual({ text: `<${hostile}>\n` });
    expect(fill('- {a}', { a: `${hostile}\n$&` })).toEqual({ text: `- ${hostile}\n  $&\n` });
  });
});

describe('limits', () => {
  const nested = (depth: number): string => `${'{#each a}'.repeat(depth)}x${'{/each}'.repeat(depth)}`;

  it('end loops in loops before they fill the memory', () => {
    const a: TemplateValues[] = Array.from({ length: 50 }, () => ({ text: 'x' }));
    const { problems, text } = fill(nested(8), { a });
    expect(text).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems?.[0]?.message).toContain(`at most ${DOCUMENT_LIMIT} characters`);
  });

  it('end a document that a few values make too long', () => {
    const { problems } = fill('{a}{a}{a}', { a: 'x'.repeat(DOCUMENT_LIMIT / 2) });
    expect(problems?.[0]?.message).toContain('Unexpected size');
  });

  it('allow no deeper nesting', () => {
    expect(problemsOf(nested(9), { a: [] })[0]).toContain('Unexpected block in 8 others');
    expect(fill(nested(8), { a: [] })).toEqual({ text: '\n' });
  });

  it('hold for the template itself', () => {
    expect(parseTemplate('x'.repeat(TEMPLATE_LIMIT + 1)).problems).toHaveLength(1);
    expect(parseTemplate('{x '.repeat(TEMPLATE_LIMIT / 4)).problems).toHaveLength(PROBLEM_LIMIT);
  });
});

describe('properties', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '\\',
    '#',
    '/',
    '{a}',
    '{#if a}',
    '{/if}',
    '{#each a}',
    '{/each}',
    '{else}',
    '{#unless b}',
    '{/unless}',
    '\n',
    '\r\n',
    ' ',
    '- ',
    'x',
    '$&',
  );
  const anyTemplate = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
  );
  const anyValue = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.constant([{ a: 'A' }, { a: null }]));

  it('never throws, and has either a document or problems inside of the template', () => {
    fc.assert(
      fc.property(anyTemplate, anyValue, anyValue, (text, a, b) => {
        const filled = fill(text, { a, b });
        expect((filled.text === undefined) === (filled.problems !== undefined)).toBe(true);
        for (const { start, end } of filled.problems ?? []) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves text without tags as it is', () => {
    const plain = fc.string({ unit: 'binary' }).map((text) => text.replace(/[{\\]/g, ''));
    fc.assert(
      fc.property(plain, (text) => {
        expect(fill(text).text).toBe(`${text.trim()}\n`);
      }),
    );
  });

  it.each(['{', '{a', '{#if', '\\{', '{#if a}', '{a} ', ' \t', '{/if}', '\n  {else}  ', '{#if a}{/if} '])(
    'reads the longest template of nothing but %j in one go: with the square of its length it would take minutes',
    (unit) => {
      const text = unit.repeat(Math.floor(TEMPLATE_LIMIT / unit.length));
      const { nodes, problems } = parseTemplate(text);
      expect(nodes.length + problems.length).toBeGreaterThan(0);
    },
  );
});
