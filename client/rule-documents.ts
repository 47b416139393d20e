import type { CancellationToken, TextDocumentContentProvider, Uri } from 'vscode';
import { ruleDocumentationRequest } from '../src/protocol/messages.ts';
import type { Session } from './session.ts';

/** Writes what the server knows of a rule: `/changelog/conflict-marker.md` of the scheme. */
export class RuleDocuments implements TextDocumentContentProvider {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async provideTextDocumentContent({ path }: Uri, token: CancellationToken): Promise<string> {
    const rule = path.replace(/^\/|\.md$/g, '');
    const answer = await this.#session.request(ruleDocumentationRequest, { rule }, token);
    return answer.refusal ? answer.refusal.message : answer.value.markdown;
  }
}
