import { EXIT, printRefusal, type Session } from '../session.ts';

/** `lsp --stdio`: the language server. From here on, standard output belongs to its protocol. */
export async function lsp(
  session: Session,
  _args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (options.stdio === true) return session.host.runServer();
  printRefusal(session, {
    message: 'the language server talks over standard input and output only',
    hint: 'Start it with: release-ledger lsp --stdio',
  });
  return EXIT.usage;
}
