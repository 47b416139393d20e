import type { PlanLine } from '../release/describe.ts';
import type { ForgeRequest } from './forge.ts';
import type { PublishPlan } from './plan-publish.ts';

/** A plan for a forge in words: every request with its address, and all that is in it but the token. @param token the variable that it is in; null for none */
export function describePublish(plan: PublishPlan, token: string | null): readonly PlanLine[] {
  const { title, notes, blockers, steps, forge } = plan;
  const hosts = [...new Set([forge.api, forge.uploads].map((url) => url.replace(/^(\w+:\/\/[^/]*).*$/, '$1')))];
  return [
    { kind: 'title', text: title },
    ...(token === null
      ? []
      : [{ kind: 'note', text: `With the token of ${token}, which is sent to ${hosts.join(' and ')} alone` } as const]),
    ...notes.map((text): PlanLine => ({ kind: 'note', text })),
    ...blockers.flatMap(({ message, hint }): readonly PlanLine[] => [
      { kind: 'blocker', text: message },
      ...(hint === null ? [] : [{ kind: 'hint', text: hint } as const]),
    ]),
    ...steps.flatMap(({ kind, requests }) => requests.flatMap((request) => describeRequest(kind, request))),
  ];
}

function describeRequest(kind: string, { method, url, body = {}, file }: ForgeRequest): readonly PlanLine[] {
  const details = [
    ...(file ? [`${file.asset.path} (${file.asset.size} bytes, sha256 ${file.asset.digest})`] : []),
    ...Object.entries(body).flatMap(([name, value]) => {
      const lines = String(value).trimEnd().split('\n');
      return lines.length === 1 ? [`${name}: ${lines[0]}`] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
    }),
  ];
  return [
    { kind: 'step', text: `${kind.padEnd(7)} ${method} ${url}` },
    ...details.map((text): PlanLine => ({ kind: 'detail', text })),
  ];
}
