import { join } from 'node:path';
import { DEPLOYMENT_OUTCOMES, type Deployment, nameDeployed, writeDeployment } from '../../core/audit/deployments.ts';
import { createFiles } from '../../host/create-files.ts';
import { toMoment } from '../../host/moment.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { whyNoFiles } from '../no-changelog.ts';
import { printDone } from '../printer.ts';
import { EXIT, printRefusal, type RequiredPolicy, requirePolicy, type Session, toDisplayPath } from '../session.ts';

/** `audit record VERSION`: adds a line to the log of deployments; what is there stays as it is. */
export async function recordDeployment(
  session: Session,
  [written = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  const named = required && (await requireNamedPolicy(session, required, written, false));
  const deployment = named && readDeployment(session, nameDeployed(named.policy, named.version.raw), options);
  return deployment ? append(session, required, deployment) : EXIT.usage;
}

function readDeployment(
  session: Session,
  version: string,
  options: Readonly<Record<string, unknown>>,
): Deployment | null {
  const at = typeof options.at === 'string' ? options.at : toMoment(session.host.env);
  const amount = (name: string): number | null | undefined => {
    const value = options[name];
    if (value === undefined) return null;
    return typeof value === 'string' && /^\d{1,6}(?:\.\d{1,3})?$/.test(value) ? Number(value) : undefined;
  };
  const [minutes, downtimeMinutes] = [amount('minutes'), amount('downtime')];
  const outcome = DEPLOYMENT_OUTCOMES.find((each) => each === (options.outcome ?? 'succeeded'));
  const refuse = (message: string, hint: string): null => {
    printRefusal(session, { message, hint });
    return null;
  };
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(at) || Number.isNaN(Date.parse(at)))
    return refuse(`${at} is no moment`, 'Write it as 2026-01-31T09:30:00Z');
  if (minutes === undefined || downtimeMinutes === undefined)
    return refuse('--minutes and --downtime are numbers', 'Write them as 12 or 1.5');
  if (!outcome) return refuse(`the outcome is none of ${DEPLOYMENT_OUTCOMES.join(', ')}`, 'Choose one of them');
  const text = (name: string): string | null => (typeof options[name] === 'string' ? (options[name] as string) : null);
  return {
    version,
    environment: text('environment') ?? 'production',
    at,
    outcome,
    by: text('by'),
    minutes,
    downtimeMinutes,
    note: text('note'),
  };
}

async function append(session: Session, { policy, root }: RequiredPolicy, deployment: Deployment): Promise<number> {
  const { files, writer } = session.host;
  const bare = await whyNoFiles(session.host, root);
  if (bare) {
    printRefusal(session, bare);
    return EXIT.findings;
  }
  const path = join(root, ...policy.audit.deployments.split('/'));
  const request = { path, root, name: toDisplayPath(session.root, path) };
  const line = writeDeployment(deployment);
  const { file, refusal } = await files.readText(request);
  const isMissing = refusal?.code === 'missing';
  const failed = file
    ? await writer.replace(file, `${file.text}${file.text === '' || file.text.endsWith('\n') ? '' : '\n'}${line}`)
    : isMissing
      ? await createFiles([{ ...request, write: async (handle) => void (await handle.writeFile(line, 'utf8')) }])
      : refusal;
  if (failed) {
    printRefusal(session, failed);
    return EXIT.findings;
  }
  printDone(session.err, `Recorded in ${request.name}`);
  return EXIT.done;
}
