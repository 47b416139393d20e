import { captures, type Grammar, type MatchPattern, NOTE } from './grammar.ts';

/** `**Breaking:**` (Keep a Changelog 2.0.0), and the spellings of commit conventions. */
const breakingMarker: MatchPattern = {
  name: 'markup.bold.markdown keyword.control.breaking.changelog',
  match: String.raw`(\*\*|__)(?i:breaking(?:[ -]changes?)?)(?::(\1)|(\1):?)`,
  captures: captures(
    'punctuation.definition.bold.markdown',
    'punctuation.definition.bold.markdown',
    'punctuation.definition.bold.markdown',
  ),
};

const vulnerability: MatchPattern = {
  name: 'entity.name.tag.vulnerability.changelog',
  match: String.raw`(?<![-\w/])(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})(?![-\w/])`,
};

/** `#12`, `GH-12`, `!12` and `owner/name#12`. */
const issue: MatchPattern = {
  name: 'variable.other.issue.changelog',
  match: String.raw`(?<![-\w./#&!=?])(?:(?>[A-Za-z0-9][\w.-]{0,38}/[\w.-]{1,100})?#|!|GH-)\d{1,9}(?![-\w/#])`,
};

/** `[#12]`: the editor's grammar does not look into such a reference, so that it is read here as a whole. */
const issueReference: MatchPattern = {
  name: 'meta.link.reference.markdown',
  match: String.raw`(?<!\])(\[)(#\d{1,9})(\])(?![\[(])`,
  captures: captures(
    'punctuation.definition.link.title.begin.markdown',
    'string.other.link.title.markdown variable.other.issue.changelog',
    'punctuation.definition.link.title.end.markdown',
  ),
};

/** Paints the text of a changelog: what readers and the server look for in an entry. */
export const ENTRY_GRAMMAR: Grammar = {
  information_for_contributors: NOTE,
  name: 'Changelog entry',
  scopeName: 'release-ledger.changelog-entry.injection',
  injectionSelector:
    'L:meta.changelog meta.paragraph.markdown -markup.inline.raw -markup.underline.link -comment -meta.tag -meta.embedded',
  patterns: [breakingMarker, vulnerability, issueReference, issue],
};
