import { describe, expect, it } from 'vitest';
import { describeTool, TOOLS } from '../../src/cli/mcp/tools.ts';
import { MANIFEST } from '../support/manifest.ts';
import { readSources } from '../support/sources.ts';

/** A tool as both describe it. */
interface Described {
  readonly description: string;
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly required: readonly string[];
  };
  readonly annotations: { readonly readOnlyHint: boolean };
}

const { languageModelTools, mcpServerDefinitionProviders } = MANIFEST.contributes;

it('the server for other agents is contributed under the name that the client registers', () => {
  const [register] = readSources('client').filter(({ path }) => path === 'client/tools/register-mcp.ts');
  const [, provider] = /^const PROVIDER = '([\w.]+)';$/m.exec(register?.text ?? '') ?? [];
  expect(mcpServerDefinitionProviders).toEqual([{ id: provider, label: MANIFEST.displayName }]);
});

describe('the tools of language models in the editor', () => {
  it('are the ones over stdio, of the same names', () => {
    const names = TOOLS.map(({ name }) => `releaseLedger_${name}`);
    expect(languageModelTools.length).toBeGreaterThan(4);
    expect(languageModelTools.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(languageModelTools.map((tool) => [tool.name, tool] as const))('%s says the same of itself', (name, tool) => {
    const own = TOOLS.find((each) => `releaseLedger_${each.name}` === name);
    const described = describeTool(own as NonNullable<typeof own>) as Described;
    expect(tool.modelDescription).toBe(described.description);
    const { changelog, ...properties } = tool.inputSchema.properties;
    expect(changelog).toEqual({ type: 'string', description: expect.stringContaining('The path of the changelog') });
    expect(described.inputSchema.properties).toMatchObject(properties);
    expect(tool.inputSchema.required).toEqual(described.inputSchema.required);
    expect(tool.userDescription.includes('description')).toBe(true);
  });
});
