import { captures, type Grammar, NOTE } from './grammar.ts';

/** Paints the comments that Release Ledger itself reads: the only text inside a comment that is painted. */
export const COMMENT_GRAMMAR: Grammar = {
  information_for_contributors: NOTE,
  name: 'Release Ledger comment',
  scopeName: 'release-ledger.comment.injection',
  injectionSelector: 'L:text.html.markdown comment.block.html -markup.fenced_code -markup.raw',
  patterns: [
    {
      match: String.raw`(?<=<!--|<!-- |<!--\t)(release-ledger)(:)[ \t]*(allow-file|allow)((?:[ \t,]+[a-z][a-z/-]{0,80}){1,40})(?=[ \t]*-->)`,
      captures: captures(
        'support.class.release-ledger.changelog',
        'punctuation.separator.key-value.changelog',
        'keyword.control.directive.allow.changelog',
        'entity.name.tag.rule.changelog',
      ),
    },
    {
      match: String.raw`(?<=<!--|<!-- |<!--\t)(release-ledger)(:)[ \t]*(amended)[ \t]+(\d{4}-\d{2}-\d{2})(?=[ \t]*-->)`,
      captures: captures(
        'support.class.release-ledger.changelog',
        'punctuation.separator.key-value.changelog',
        'keyword.control.directive.amended.changelog',
        'constant.numeric.date.changelog',
      ),
    },
  ],
};
