import type { Edit } from '../../text/edit.ts';
import { lineAt, lineEnd, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import {
  codePointName,
  IRREGULAR_CHARACTERS,
  isHighSurrogate,
  isLowSurrogate,
} from '../support/irregular-characters.ts';
import { gatherProse } from '../support/prose.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly code: string;
  readonly replacement: string;
  /** True where Markdown may read its neighbours differently once it is gone. */
  readonly delicate: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  'U+00AD': 'soft hyphen',
  'U+180E': 'Mongolian vowel separator',
  'U+200B': 'zero width space',
  'U+200C': 'zero width non-joiner',
  'U+200D': 'zero width joiner',
  'U+200E': 'left-to-right mark',
  'U+200F': 'right-to-left mark',
  'U+2028': 'line separator',
  'U+2029': 'paragraph separator',
  'U+2060': 'word joiner',
  'U+FEFF': 'byte-order mark',
};
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u20e3]/u;
/** Letters of scripts from Hebrew on, which need joiners, marks and break opportunities that show nothing by themselves. */
const SCRIPT_WITH_MARKS = /[\u0590-\u1fff\ua840-\ud7ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** How far around a mark of direction the letters are that it is there for. */
const NEARBY = 500;
/** Behind one, a selector of plane 14 chooses among the shapes of the character. */
const IDEOGRAPH = /[\u3400-\u9fff\uf900-\ufaff]$|[\ud840-\ud888][\udc00-\udfff]$/;

export default defineRule<Repeated<Found>>({
  id: 'changelog/hidden-character',
  severity: 'info',
  scope: 'any',
  summary: 'The text contains a character that nobody can see.',
  why: `Zero width spaces, soft hyphens and byte-order marks inside a text come along when it is copied from a web page or a
word processor. They are invisible, and break what reads the text: a search does not find the word, \`1.0.0\` with one in
it is no version. Delete them. In code they may be what is meant, joiners inside an emoji or a word of a
script that needs them are accepted, and so is one after \`@\` or \`#\`, which is put there to mention nobody.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) => {
    const { code } = state.one;
    const name = Object.hasOwn(NAMES, code) ? ` (${NAMES[code]})` : '';
    return `Unexpected hidden character ${code}${name}, expected none${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ all }) => (all.length > 1 ? 'Delete all hidden characters' : 'Delete the hidden character'),
      edits: ({ all }) => toEdits(all.filter(({ delicate }) => !delicate)),
    },
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete all hidden characters' : 'Delete the hidden character'),
      edits: ({ all }) => (all.some(({ delicate }) => delicate) ? toEdits(all) : null),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read⟦\u200b⟧ files.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read files.\n',
      message: 'Unexpected hidden character U+200B (zero width space), expected none',
    },
    {
      bad: '- \u{1f469}\u200d\u{1f4bb} Docu⟦\u00ad⟧ment `\u200b`\n',
      good: '- \u{1f469}\u200d\u{1f4bb} Document `\u200b`\n',
    },
    { bad: '⟦\u200b⟧- One\n', good: '- One\n' },
    { bad: '- One⟦\u2028⟧two, by @\u200bsomebody\n', good: '- One two, by @\u200bsomebody\n' },
  ],
});

function find(context: RuleContext): readonly Found[] {
  const { changelog, text, index } = context;
  const found: Found[] = [];
  let end = 0;
  for (const at of index.find(IRREGULAR_CHARACTERS)) {
    const unit = text.charCodeAt(at);
    if (at < end || !isHidden(unit, text.charCodeAt(at + 1)) || isAccepted(context, at, unit)) continue;
    if (index.once(gatherProse, changelog).isCode(at)) continue;
    end = at + (isHighSurrogate(unit) ? 2 : 1);
    found.push({
      span: { start: at, end },
      code: codePointName(text, at),
      replacement: unit === 0x2028 || unit === 0x2029 ? ' ' : '',
      delicate: isDelicate(text, changelog.source.lineStarts[lineAt(changelog.source, at)] as number, at, end),
    });
  }
  return found;
}

function toEdits(found: readonly Found[]): readonly Edit[] | null {
  return found.length === 0 ? null : found.map(({ span, replacement }) => ({ ...span, text: replacement }));
}

/** Markers of blocks count at the start of a line only, and those of the inline level by what stands beside them. */
function isDelicate(text: string, lineStart: number, start: number, end: number): boolean {
  const marker = /[*_~`[\]()<>!|\\#+=.-]/;
  return (
    /^\s*$/.test(text.slice(Math.max(lineStart, start - 20), start)) ||
    marker.test(text.charAt(start - 1)) ||
    marker.test(text.charAt(end))
  );
}

/** What other rules report is no business of this one: control characters, bidirectional controls, decoding failures. */
function isHidden(unit: number, next: number): boolean {
  if (isHighSurrogate(unit)) return isLowSurrogate(next);
  if (unit < 0x80 || isLowSurrogate(unit) || unit >= 0xfffc) return false;
  return !((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069));
}

function isAccepted({ changelog: { source }, text }: RuleContext, at: number, unit: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  if (isHighSurrogate(unit)) return isFlag(text, at) || IDEOGRAPH.test(before);
  if (unit === 0x200b && /[@#]$/.test(before)) return true;
  if (unit === 0x200d && EMOJI.test(before) && EMOJI.test(text.slice(at + 1, at + 3))) return true;
  if (unit === 0x200e || unit === 0x200f || unit === 0x061c) {
    const line = lineAt(source, at);
    const start = Math.max(source.lineStarts[line] as number, at - NEARBY);
    return SCRIPT_WITH_MARKS.test(text.slice(start, Math.min(lineEnd(source, line), at + NEARBY)));
  }
  return unit !== 0xfeff && (SCRIPT_WITH_MARKS.test(before.slice(-1)) || SCRIPT_WITH_MARKS.test(text.charAt(at + 1)));
}

/** Tag characters spell the region behind a black flag: 🏴󠁧󠁢󠁥󠁮󠁧󠁿. */
function isFlag(text: string, at: number): boolean {
  return text.slice(Math.max(0, at - 16), at).includes('\u{1f3f4}');
}
