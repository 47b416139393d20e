import { resolve } from 'node:path';
import { printDone } from '../printer.ts';
import { chooseFormat, EXIT, printRefusal, rootOf, type Session, toDisplayPath } from '../session.ts';
import type { ReleaseDocument } from './release-document.ts';

/** Prints a document, or writes it to a file that is not there yet; where it has problems, those and nothing of it. */
export async function printDocument(
  session: Session,
  { version, template, source, document }: ReleaseDocument,
  output: unknown,
): Promise<number> {
  const format = chooseFormat(session, ['md', 'json']);
  if (!format) return EXIT.usage;
  if (document.problems) {
    for (const { where, line, column, message } of document.problems)
      session.err.line(`${where === 'template' ? source : 'document'}:${line}:${column}: ${message}`);
    const missing = [...new Set(document.problems.flatMap((problem) => problem.missing ?? []))];
    if (format === 'json') session.out.json({ version, template, missing });
    printRefusal(session, {
      message: `nothing was written: ${template} for ${version} is not complete`,
      hint:
        missing.length > 0
          ? `Say what is missing with ${missing.map((name) => `--set ${name}=…`).join(' ')}, or in the policy (documents.values)`
          : 'Fill in what stands there, or take it out',
    });
    return EXIT.findings;
  }
  if (typeof output === 'string') return writeDocument(session, document.text, output);
  if (format === 'json') session.out.json({ version, template, text: document.text });
  else session.out.lines(document.text.replace(/\n$/, ''));
  return EXIT.done;
}

async function writeDocument(session: Session, text: string, output: string): Promise<number> {
  const { host, root } = session;
  const path = resolve(root, output);
  const request = { path, root: rootOf(root, path), name: toDisplayPath(root, path) };
  const refused = await host.writer.create(request, text);
  if (!refused) {
    printDone(session.err, `Made ${request.name}`);
    return EXIT.done;
  }
  const standing = refused.code === 'exists' ? (await host.files.readText(request)).file : undefined;
  if (standing?.text === text) {
    printDone(session.err, `${request.name} is as it is to be already`);
    return EXIT.done;
  }
  printRefusal(session, refused);
  return EXIT.findings;
}

/** Reads `name=value` of options that can be repeated; null, and the reason printed, where one is not of that form. */
export function readValues(session: Session, given: unknown): Readonly<Record<string, string>> | null {
  const values: Record<string, string> = {};
  for (const each of Array.isArray(given) ? (given as readonly string[]) : []) {
    const [, name, value] = /^([a-z][A-Za-z0-9]{0,39})=([\s\S]*)$/.exec(each) ?? [];
    if (name === undefined || value === undefined) {
      printRefusal(session, {
        message: `--set ${each} is not of the form name=value`,
        hint: 'As in --set team="Release Team"',
      });
      return null;
    }
    values[name] = value;
  }
  return values;
}
