import { captures, type Grammar, type MatchPattern, NOTE } from './grammar.ts';
import {
  BARE_VERSION,
  BRACKETED_VERSION,
  PREFIX,
  RELEASE_HEADING,
  TITLE_HEADING,
  UNRELEASED_WORDS,
} from './patterns.ts';

const DESTINATION = String.raw`(?:(<)([^<>]*)(>)|(\S+))`;
const TITLE = String.raw`(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?`;

/** The link definition of a version, which the standard collects at the end of the file. */
const definition: MatchPattern = {
  name: 'meta.link.reference.def.markdown',
  match: String.raw`^ {0,3}(\[)(?:(${UNRELEASED_WORDS})|(${PREFIX}${BRACKETED_VERSION}))(\])(:)[ \t]*${DESTINATION}${TITLE}[ \t]*$`,
  captures: captures(
    'punctuation.definition.constant.markdown',
    'constant.other.reference.link.markdown constant.language.unreleased.changelog',
    'constant.other.reference.link.markdown constant.numeric.version.changelog',
    'punctuation.definition.constant.markdown',
    'punctuation.separator.key-value.markdown',
    'punctuation.definition.link.markdown',
    'markup.underline.link.markdown',
    'punctuation.definition.link.markdown',
    'markup.underline.link.markdown',
  ),
};

const SCOPE = 'meta.changelog.markdown';
const CONTENT = [definition, { include: 'text.html.markdown#block' }] as const;
const CHANGELOG_HEADING = `${TITLE_HEADING}|${RELEASE_HEADING}|${PREFIX}${BARE_VERSION}`;

/**
 * Finds the changelog in a Markdown file. The other grammars apply inside this region only, so that `### Security` or `#12`
 * in a README keep the look that Markdown gives them.
 */
export const REGION_GRAMMAR: Grammar = {
  information_for_contributors: NOTE,
  name: 'Changelog region',
  scopeName: 'release-ledger.changelog.injection',
  // Only where no block of Markdown is open: every list, quote, fence, comment and paragraph has a scope of these families.
  injectionSelector: 'L:text.html.markdown -meta -markup -comment',
  patterns: [
    {
      name: SCOPE,
      begin: String.raw`^(?=(#{1,4})[ \t]+${TITLE_HEADING})`,
      // What stands beside the title is no part of the changelog, unless releases are headed like the title.
      end: String.raw`^(?=#{1,6}[ \t])(?:(?!\1)|(?=\1[ \t]+)(?!#{1,4}[ \t]+(?:${CHANGELOG_HEADING})))`,
      patterns: CONTENT,
    },
    {
      name: SCOPE,
      begin: String.raw`^(?=(#{1,4})[ \t]+(?:${RELEASE_HEADING}))`,
      // Stray headings beside a release do not end the changelog: the next release follows them.
      end: String.raw`^(?=#{1,6}[ \t])(?!\1)`,
      patterns: CONTENT,
    },
  ],
};
