import { baseName, found, none, type VersionFileKind } from './version-file.ts';

/** `setup.cfg`: `version` in `[metadata]`; `attr:` and `file:` point to where it really is. */
export const pythonSetupCfg: VersionFileKind = {
  id: 'python-setup-cfg',
  title: 'setup.cfg',
  detected: true,
  matches: (path) => baseName(path) === 'setup.cfg',
  locate(text) {
    const section = /^\[metadata\][ \t]*$/m.exec(text);
    if (!section) return none('it has no [metadata]');
    const from = section.index + section[0].length;
    const next = /^\[/m.exec(text.slice(from));
    const body = text.slice(from, next ? from + next.index : text.length);
    const match = /^version[ \t]*[=:][ \t]*([^\r\n#;]*?)[ \t]*$/m.exec(body);
    const version = match?.[1];
    if (!match || !version) return none('it has no version in [metadata]');
    if (/^(?:attr|file):/.test(version)) return none(`its version is taken from ${version}`);
    const start = from + match.index + match[0].indexOf(version);
    return found({ span: { start, end: start + version.length }, version, key: 'metadata.version' });
  },
  spelling: 'pep440',
};
