import { parentPort } from 'node:worker_threads';
import type { Configuration } from 'markdownlint';
import { lint } from 'markdownlint/sync';
import type { LintAnswer, LintFinding, LintRequest } from './markdownlint-protocol.ts';

const NAME = 'text';

function answer({ text, config, frontMatter, noInlineConfig }: LintRequest): LintAnswer {
  try {
    const results = lint({
      strings: { [NAME]: text },
      config: config as Configuration,
      noInlineConfig,
      handleRuleFailures: true,
      ...(frontMatter === null ? {} : { frontMatter: new RegExp(frontMatter, 'u') }),
    });
    return { findings: (results[NAME] ?? []).map(toFinding) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Only what can be sent to another thread and is used there. */
function toFinding(each: LintFinding): LintFinding {
  const { lineNumber, ruleNames, ruleDescription, errorDetail, errorRange, fixInfo } = each;
  return { lineNumber, ruleNames, ruleDescription, errorDetail, errorRange, fixInfo };
}

const port = parentPort;
port?.on('message', (request: LintRequest) => port.postMessage(answer(request)));
port?.postMessage('ready');
