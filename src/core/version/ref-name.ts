/**
 * True for names of tags and branches that every tool and disk takes for the same one: ASCII letters, digits and `. _ - / @ +`.
 *
 * Git itself accepts more (`git check-ref-format`): names that look like options or like its own words (`-d`, `HEAD`, `@`), and
 * characters that nobody sees. None of them is ever proposed or made here.
 */
export function isRefName(name: string): boolean {
  return (
    /^[A-Za-z0-9._@+/-]{1,200}$/.test(name) &&
    !/^refs\/|\.\.|@\{/.test(name) &&
    !/^(?:HEAD|(?:FETCH|ORIG|MERGE|CHERRY_PICK)_HEAD|@)$/i.test(name) &&
    name.split('/').every((part) => part !== '' && !/^[.-]|\.(?:lock)?$/i.test(part))
  );
}
