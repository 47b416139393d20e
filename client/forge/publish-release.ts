import { env, l10n, Uri, window } from 'vscode';
import {
  type PlannedPublishDto,
  type PublishOptionsDto,
  type PublishParams,
  planPublishRequest,
  publishRequest,
} from '../../src/protocol/publish.ts';
import { readBoolean, readRecord } from '../arguments.ts';
import { chooseRelease } from '../choose-release.ts';
import { CONFIRM, type Confirm } from '../operations/confirm.ts';
import { PlanDocuments } from '../operations/plan-documents.ts';
import { closePreview, showPreview } from '../operations/preview.ts';
import { askChoice } from '../quick-steps.ts';
import { whileWaiting } from '../records/while-waiting.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import { askToken, type ForgeToken } from './forge-token.ts';

/** What asks the user; tests answer in his place. */
export interface Asking {
  readonly confirm: Confirm;
  readonly token: (forge: PlannedPublishDto['forge']) => Promise<ForgeToken | undefined>;
}

/**
 * Makes the release of a pushed tag at its forge. Whoever calls it may give `uri`, `release` and, as `options`, `public`,
 * `update` and `bundle`. Nothing is sent before the user has agreed to what he was shown.
 */
export async function publishRelease(services: Services, argument: unknown, asking?: Asking): Promise<void> {
  const { session } = services;
  const { confirm, token: findToken } = asking ?? {
    confirm: CONFIRM,
    token: (forge) => askToken(services.secrets, forge),
  };
  const title = l10n.t('Publish Release');
  const isFit = ({ kind, marks }: { readonly kind: string; readonly marks: readonly string[] }): boolean =>
    kind === 'release' && marks.includes('tagged');
  const chosen = await chooseRelease(session, title, argument, isFit);
  const given = readRecord(argument, 'options');
  let options = chosen && (given ? readOptions(given) : await askOptions(title));
  if (!chosen || !options) return;
  const { uri, release } = chosen;
  let token: ForgeToken | undefined;
  const params = (): PublishParams => ({
    textDocument: { uri },
    release,
    options: options as PublishOptionsDto,
    ...(token && { token: { value: token.value, host: token.host } }),
  });
  for (;;) {
    const answer = await whileWaiting(title, (ending) => session.requestUnlogged(planPublishRequest, params(), ending));
    if (answer.refusal) return reportRefusal(answer.refusal);
    const planned = answer.value;
    const blocker = planned.blockers[0];
    if (!blocker) {
      await token?.keep();
      return send(planned);
    }
    if (blocker.code === 'no-token' && !token) {
      token = await findToken(planned.forge);
      if (!token) return;
    } else {
      if (blocker.code === 'forge-401') await token?.drop();
      const word = WORDS[blocker.code]?.();
      // A blocker that is there again in spite of the word is told as it is.
      if (!word || options[word.option]) return reportRefusal({ ...blocker, code: 'refused' });
      const agreed = await confirm(blocker.message, planned.page ?? '', [word.button]);
      if (agreed !== word.button) return;
      options = { ...options, [word.option]: true };
    }
  }

  async function send(planned: PlannedPublishDto): Promise<void> {
    const { page, requests, notes, title: what } = planned;
    if (requests.length === 0) return tell(l10n.t('{0}: there is nothing to do.', what), page ?? '');
    const documents = new PlanDocuments();
    const shown = { ...planned, files: [] };
    try {
      await showPreview(documents, shown);
      const agreed = await confirm(l10n.t('{0}?', what), [...requests, '', ...notes].join('\n'), [what]);
      await closePreview(shown);
      if (agreed !== what) return;
    } finally {
      documents.dispose();
    }
    const answer = await whileWaiting(what, (ending) => session.requestUnlogged(publishRequest, params(), ending));
    if (answer.refusal) return reportRefusal(answer.refusal);
    services.output.info(`${what}: ${answer.value.page}`);
    tell(l10n.t('{0}: done.', what), answer.value.page);
  }
}

/** What a user may say to go on, by what stands in the way. */
const WORDS: Readonly<Record<string, () => { readonly option: keyof PublishOptionsDto; readonly button: string }>> = {
  'no-drafts': () => ({ option: 'public', button: l10n.t('Publish for Everybody') }),
  exists: () => ({ option: 'update', button: l10n.t('Write It Anew') }),
};

function readOptions(given: object): PublishOptionsDto {
  const names = ['public', 'update', 'bundle'] as const;
  return Object.fromEntries(names.map((name) => [name, readBoolean(given, name) === true]));
}

async function askOptions(title: string): Promise<PublishOptionsDto | undefined> {
  const draft = {
    label: l10n.t('As a draft'),
    description: l10n.t('Only the project’s members see it'),
    answer: false,
  };
  const everybody = {
    label: l10n.t('For everybody'),
    description: l10n.t('Also makes a draft that is there public'),
    answer: true,
  };
  const without = { label: l10n.t('Without files'), answer: false };
  const bundle = {
    label: l10n.t('With the bundle'),
    description: l10n.t('As “Create Bundle” has packed it'),
    answer: true,
  };
  for (;;) {
    const seen = await askChoice(
      { title, step: 1, totalSteps: 2 },
      l10n.t('Who is to see it?'),
      [draft, everybody],
      draft,
    );
    if (!seen || seen === 'back') return undefined;
    const files = await askChoice(
      { title, step: 2, totalSteps: 2 },
      l10n.t('Which files go with it?'),
      [without, bundle],
      without,
    );
    if (!files) return undefined;
    if (files !== 'back') return { public: seen.answer, bundle: files.answer };
  }
}

/** The page comes from the forge: nothing but a web page is opened. */
function tell(message: string, page: string): void {
  const open = l10n.t('Open Page');
  const isPage = /^https?:\/\//i.test(page);
  void window.showInformationMessage(message, ...(isPage ? [open] : [])).then((chosen) => {
    if (chosen === open) void env.openExternal(Uri.parse(page, true));
  });
}
