import { captures, type Grammar, type MatchPattern, NOTE } from './grammar.ts';
import {
  alternatives,
  BARE_VERSION,
  BOLD_VERSION,
  BRACKETED_VERSION,
  DATE,
  PREFIX,
  UNRELEASED_WORDS,
  VERSION,
} from './patterns.ts';
import { CATEGORIES } from './words.ts';

const HEADING_START = String.raw`(?<=#[ \t]|#[ \t]{2}|#[ \t]{3})`;
const VERSION_SCOPE = 'constant.numeric.version.changelog';
const UNRELEASED_SCOPE = 'constant.language.unreleased.changelog';

/** What themes paint a category with, since none of them knows the categories themselves. */
const FALLBACKS: Readonly<Record<string, string>> = {
  added: 'markup.inserted',
  changed: 'markup.changed',
  deprecated: 'keyword.other',
  removed: 'markup.deleted',
  fixed: 'entity.name.function',
  security: 'keyword.control',
  breaking: 'keyword.control',
  other: 'entity.name.type',
};

/** `[1.2.0]`, `[1.2.0](https://…)`, `[Unreleased]`. */
const bracketedRelease: MatchPattern = {
  match: String.raw`${HEADING_START}(\[)(?:(${UNRELEASED_WORDS})|(${PREFIX}${BRACKETED_VERSION}))(\])(?:(\()([^()\s]*)(\)))?`,
  captures: captures(
    'punctuation.definition.version.begin.changelog',
    UNRELEASED_SCOPE,
    VERSION_SCOPE,
    'punctuation.definition.version.end.changelog',
    'punctuation.definition.metadata.markdown',
    'markup.underline.link.markdown',
    'punctuation.definition.metadata.markdown',
  ),
};

const bareUnreleased: MatchPattern = {
  name: UNRELEASED_SCOPE,
  match: String.raw`${HEADING_START}${UNRELEASED_WORDS}(?=[ \t]*(?:$|[-–—(]))`,
};

const bareVersion: MatchPattern = { name: VERSION_SCOPE, match: `${HEADING_START}${PREFIX}${BARE_VERSION}` };

const boldVersion: MatchPattern = {
  name: `markup.bold.markdown ${VERSION_SCOPE}`,
  match: `${HEADING_START}${BOLD_VERSION}`,
};

/** `2026-09-08, Version 24.21.0`: the version stands behind the date. */
const versionBehindDate: MatchPattern = {
  name: VERSION_SCOPE,
  match: String.raw`(?<=\d, )(?i:version)[ \t]+v?${VERSION}`,
};

const date: MatchPattern = {
  name: 'constant.numeric.date.changelog',
  match: String.raw`(?<![-\w./])${DATE}(?![-\w/])`,
};

/** `1.2.0 [2026-01-02]`: the editor's grammar would read the brackets as a link. */
const bracketedDate: MatchPattern = {
  match: String.raw`(\[)(${DATE})(\])(?![\[(])`,
  captures: captures(
    'punctuation.definition.date.begin.changelog',
    'constant.numeric.date.changelog',
    'punctuation.definition.date.end.changelog',
  ),
};

const yanked: MatchPattern = {
  name: 'markup.deleted.yanked.changelog',
  match: String.raw`(?i:\[yanked\]|\(yanked\)|\byanked\b)`,
};

const categories: readonly MatchPattern[] = CATEGORIES.map(({ id, words }) => ({
  // An emoji, emphasis or a bracket may stand in front of the word, a colon, emphasis or a bracket behind it.
  match: String.raw`${HEADING_START}(?:[^\p{L}\p{N}\]#\x60]{1,8})?(${alternatives(words)})(?=[:*_\] \t]*$)`,
  captures: captures(`markup.heading.category.${id}.changelog ${FALLBACKS[id] ?? 'entity.name.type'}.changelog`),
}));

/** Paints the headings of a changelog. */
export const HEADING_GRAMMAR: Grammar = {
  information_for_contributors: NOTE,
  name: 'Changelog heading',
  scopeName: 'release-ledger.changelog-heading.injection',
  injectionSelector:
    'L:meta.changelog entity.name.section.markdown -markup.list -markup.quote -markup.inline.raw -comment -meta.tag',
  patterns: [
    bracketedRelease,
    bareUnreleased,
    versionBehindDate,
    bareVersion,
    boldVersion,
    ...categories,
    bracketedDate,
    date,
    yanked,
  ],
};
