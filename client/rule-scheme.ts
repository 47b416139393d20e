/** The scheme of documents that explain a rule; the links of diagnostics lead there, without any network. */
export const RULE_SCHEME = 'release-ledger-rule';
