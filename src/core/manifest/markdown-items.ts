import { type ParseError, parse } from 'jsonc-parser';
import { isNothing } from '../changelog/nothing.ts';
import type { Span } from '../text/source.ts';
import type { FieldCollector } from './field-collector.ts';
import { MANIFEST_FIELDS } from './fields.ts';
import {
  FILE_GROUPS,
  readApprovalLine,
  readDependencyLine,
  readFileLine,
  readTestLine,
  readValueLine,
  SCAN_NAME,
  splitPair,
} from './markdown-values.ts';
import type { FieldName } from './model.ts';
import { toPlain } from './plain-text.ts';
import { parseState } from './states.ts';

/** A list item, with what it stands under. */
export interface ItemPlace {
  readonly collector: FieldCollector;
  readonly text: string;
  readonly span: Span;
  /** The subheading. */
  readonly category: string;
  /** The bold label. */
  readonly label: string;
}

/** How the items of each section are read. */
export const ITEM_READERS: Readonly<Record<string, (item: ItemPlace) => void>> = {
  'Changes Included': ({ collector, text, span, category }) => collector.add('changes', { category, text }, span),
  'Verification Status': readTest,
  'Breaking Changes': (item) => addItem('breaking', item),
  'Deployment Notes': (item) => {
    const name = LISTS.get(item.label.toLowerCase());
    if (name) addItem(name, item);
  },
  Migrations: ({ text, ...item }) => addItem('migrations', { ...item, text: toPlain(text) }),
  'Files Modified': ({ collector, text, span, label }) => {
    const group = [...FILE_GROUPS].find(([name]) => name.toLowerCase() === label.toLowerCase())?.[1] ?? 'source';
    collector.add('files', readFileLine(text, group), span);
  },
  Dependencies: (item) => {
    const dependency = readDependencyLine(item.text);
    if (dependency) item.collector.add('dependencies', dependency, item.span);
    else wrong(item, '“Added: name==1.2.3”, “Updated: name 1.0.0 → 1.1.0” or “Removed: name”');
  },
  Runtime: (item) => addValue('runtime', item),
  Components: (item) => addValue('components', item),
  Approvals: (item) => {
    const approval = readApprovalLine(item.text);
    if (approval) item.collector.add('approvals', approval, item.span);
    else if (!isNothing(item.text)) wrong(item, '“role: who (YYYY-MM-DD)”');
  },
  'Additional Fields': (item) => {
    const value = readValueLine(item.text);
    if (value) item.collector.unknown(value.key, item.span, toJson(value.value), item.span);
    else wrong(item, '“name: value”');
  },
};

/** A JSON value that the other form has written here stays one; what a person wrote is a text. */
function toJson(written: string): string {
  const errors: ParseError[] = [];
  parse(written, errors, { disallowComments: true });
  return errors.length === 0 ? written : JSON.stringify(written);
}

/** The fields of the deployment notes, by their labels. */
const LISTS: ReadonlyMap<string, FieldName> = new Map(
  MANIFEST_FIELDS.flatMap(({ name, type, label }) => (type === 'items' && label ? [[label.toLowerCase(), name]] : [])),
);

function addItem(name: FieldName, { collector, text, span }: Omit<ItemPlace, 'category' | 'label'>): void {
  if (isNothing(text) || /^none required\.?$/i.test(text)) collector.open(name, span);
  else collector.add(name, { text }, span);
}

function addValue(name: FieldName, item: ItemPlace): void {
  const value = readValueLine(item.text);
  if (!value) {
    wrong(item, '“name: value”');
    return;
  }
  const place = { start: item.span.start + value.from, end: item.span.end };
  item.collector.add(name, { key: value.key, value: value.value }, place);
}

function readTest(item: ItemPlace): void {
  const { collector, text, span } = item;
  const pair = splitPair(text, 'first');
  if (pair?.name.toLowerCase() !== SCAN_NAME.toLowerCase()) {
    const result = readTestLine(text);
    if (result) collector.add('tests', result, span);
    else
      collector.defect(
        'unknown-value',
        span,
        `Unexpected result “${text.slice(0, 60)}”, expected “name: 6/6 passing”, PASS, FAIL, NOT RUN or N/A`,
      );
    return;
  }
  const place = { start: span.start + pair.from, end: span.end };
  const state = parseState(pair.value);
  if (state) collector.set('scan', state, place, { start: span.start, end: place.start });
  else
    collector.defect(
      'unknown-value',
      place,
      `Unexpected “${pair.value.slice(0, 60)}” for ${SCAN_NAME}, expected PASS, ADVISORY, FAIL, NOT RUN or N/A`,
    );
}

function wrong({ collector, text, span }: ItemPlace, expected: string): void {
  collector.defect('wrong-type', span, `Unexpected item “${text.slice(0, 60)}”, expected ${expected}`);
}
