/**
 * What a release may ask git to write: objects, refs in transactions, index entries, and pushes; with the few options by which
 * it does. None of them compares or refreshes a work tree, merges, resets or checks out.
 */
const WRITING: Readonly<Record<string, readonly RegExp[]>> = {
  'cat-file': [/^(?:--batch|--batch-check|blob|-t)$/],
  'commit-tree': [/^(?:-p|-S|-F|-)$/],
  config: [/^(?:--list|--null|--show-scope)$/],
  'diff-tree': [/^(?:-r|-z|--no-renames|--no-ext-diff|--no-textconv|--full-tree)$/],
  'for-each-ref': [/^(?:--format=%\(refname\)(?:%00%\([a-z:]+\))*|--contains=[0-9a-f]+|refs\/[a-z]+(?:\/\S*)?)$/],
  'hash-object': [/^(?:-w|--no-filters|--stdin)$/],
  hook: [/^(?:run|--ignore-missing|--|pre-commit|pre-merge-commit|commit-msg|post-commit)$/],
  'ls-files': [/^(?:--stage|-v|-z)$/],
  'ls-remote': [/^(?:--upload-pack=git-upload-pack|--)$/],
  'merge-base': [/^--is-ancestor$/],
  'merge-tree': [/^(?:--write-tree|-z|--name-only|--no-messages)$/],
  mktag: [],
  push: [
    /^(?:--atomic|--porcelain|--no-follow-tags|--no-verify|--receive-pack=git-receive-pack|--recurse-submodules=no|--signed=no|--)$/,
    // A deletion says what it deletes; nothing else is ever forced.
    /^--force-with-lease=refs\/(?:heads|tags)\/[^:]+:[0-9a-f]+$/,
  ],
  'read-tree': [],
  remote: [/^(?:get-url|--push|--all|--)$/],
  'rev-parse': [/^(?:--verify|--quiet|--path-format=absolute|--git-path|--end-of-options)$/],
  'symbolic-ref': [/^(?:-m|--quiet|HEAD)$/],
  'update-index': [/^(?:-z|--index-info|--skip-worktree|--assume-unchanged|--stdin)$/],
  'update-ref': [/^(?:-m|--stdin|-z|--no-deref|HEAD)$/],
  var: [/^GIT_(?:COMMITTER|AUTHOR)_IDENT$/],
  version: [],
  'write-tree': [],
};

/** What is no option of any of them: object ids, refs, `<commit>:<path>`, refspecs, names of remotes and our own files. */
const OPERAND = /^(?!-)[^\0]+$/;

/**
 * Holds the arguments of git against what a release needs.
 *
 * @returns why git is not started; null where it may be.
 */
export function whyNotWriting(args: readonly string[]): string | null {
  const [command = '', ...rest] = args;
  const options = Object.hasOwn(WRITING, command) ? WRITING[command] : undefined;
  const fits = options && rest.every((each) => OPERAND.test(each) || options.some((option) => option.test(each)));
  return fits ? null : `“git ${command}” is not started like that by a release`;
}
