import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toSettings } from '../../server/settings.ts';
import { PAGE_VIEW } from '../../src/protocol/pages.ts';
import { defaultSettings } from '../../src/protocol/settings.ts';
import { MANIFEST, type Setting } from '../support/manifest.ts';
import { ROOT, readSources } from '../support/sources.ts';

const { activationEvents, capabilities, contributes } = MANIFEST;
const commands = contributes.commands.map(({ command }) => command);
const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Readonly<
  Record<string, Setting>
>;

/** Read by the library that speaks LSP, not by the server. */
const LIBRARY_SETTINGS = ['releaseLedger.trace.server'];

/** A value that every setting can be told from its default by. */
const OTHER_VALUES: Readonly<Record<string, unknown>> = {
  enable: false,
  checkScope: 'openFiles',
  rules: { 'changelog/release-without-date': 'hint' },
  maxProblems: 7,
  markdownlint: 'off',
  codeLens: false,
  inlayHints: false,
};

describe('commands', () => {
  it('are those that the client handles, no more and no less', () => {
    const table = readSources('client').find((file) => file.path === 'client/commands.ts');
    const handled = [...(table?.text.matchAll(/^ {2}'(releaseLedger\.\w+)':/gm) ?? [])].map((match) => match[1]);
    expect(handled.length).toBeGreaterThan(5);
    expect([...handled].sort()).toEqual([...commands].sort());
  });

  it.each(contributes.commands)('$command has a category, an icon and a title to translate', (command) => {
    expect(command.category).toBe('Release Ledger');
    expect(command.icon).toMatch(/^\$\([a-z-]+\)$/);
    expect(command.title).toBe(`%command.${command.command.replace('releaseLedger.', '')}%`);
  });

  it('are in the menus under the names that they have', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    expect(inMenus.filter((command) => !commands.includes(command))).toEqual([]);
  });

  it('are hidden in the palette under the same conditions under which they are disabled', () => {
    const hidden = new Map(contributes.menus.commandPalette?.map(({ command, when }) => [command, when]));
    for (const { command, enablement } of contributes.commands) {
      if (enablement !== undefined) expect([command, hidden.get(command)]).toEqual([command, enablement]);
    }
  });
});

describe('settings', () => {
  it('are those that the server reads', () => {
    const read = Object.keys(defaultSettings).map((name) => `releaseLedger.${name}`);
    expect([...read, ...LIBRARY_SETTINGS].sort()).toEqual(Object.keys(settings).sort());
  });

  it.each(Object.keys(defaultSettings))('%s has the default of the server and arrives there', (name) => {
    const other = OTHER_VALUES[name];
    expect(settings[`releaseLedger.${name}`]?.default).toEqual(Reflect.get(defaultSettings, name));
    expect(other).not.toEqual(Reflect.get(defaultSettings, name));
    expect(Reflect.get(toSettings({ [name]: other }), name)).toEqual(other);
  });

  it.each(Object.entries(settings))('%s is described, scoped, ordered, and every choice explained', (name, setting) => {
    expect(setting.markdownDescription).toBe(`%${name.replace('releaseLedger.', 'setting.')}%`);
    expect(['resource', 'window', 'machine-overridable']).toContain(setting.scope);
    expect(setting.order).toBeGreaterThan(0);
    expect(setting.enumDescriptions?.length).toBe(setting.enum?.length);
    if (setting.enum) expect(setting.enum).toContain(setting.default);
  });

  it('stand in groups that have a title and an order', () => {
    const orders = contributes.configuration.map(({ order }) => order);
    expect(orders).toEqual([...new Set(orders)].sort());
    expect(contributes.configuration.filter(({ title }) => !/^%[\w.]+%$/.test(title))).toEqual([]);
  });
});

describe('activation', () => {
  it('waits for Markdown, a changelog or a policy, and searches no tree for them', () => {
    expect(activationEvents).toContain('onLanguage:markdown');
    const searched = activationEvents.filter((event) => !/^on(?:Language:markdown|WebviewPanel:)/.test(event));
    expect(searched.filter((event) => !/^workspaceContains:[^*?{[/]+$/.test(event))).toEqual([]);
  });

  it('lists nothing that VS Code derives from the contributions by itself: panels, which none of them names, are restored', () => {
    const listed = activationEvents.filter((event) => /^on(?!Language:markdown$)/.test(event));
    expect(listed).toEqual([`onWebviewPanel:${PAGE_VIEW}`]);
  });
});

describe('trust', () => {
  const { untrustedWorkspaces, virtualWorkspaces } = capabilities;

  it('is limited with a reason in untrusted and virtual workspaces', () => {
    expect([untrustedWorkspaces.supported, untrustedWorkspaces.description]).toEqual([
      'limited',
      '%capability.untrusted%',
    ]);
    expect([virtualWorkspaces.supported, virtualWorkspaces.description]).toEqual(['limited', '%capability.virtual%']);
  });

  it('is needed before a workspace can hide problems by its settings', () => {
    const hiding = ['releaseLedger.enable', 'releaseLedger.maxProblems', 'releaseLedger.rules'];
    expect(untrustedWorkspaces.restrictedConfigurations).toEqual(expect.arrayContaining(hiding));
    expect(untrustedWorkspaces.restrictedConfigurations.filter((name) => !(name in settings))).toEqual([]);
  });
});

describe('files', () => {
  const { steps } = contributes.walkthroughs[0] as (typeof contributes.walkthroughs)[number];
  const named = [
    MANIFEST.icon,
    MANIFEST.l10n,
    ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.jsonValidation.map(({ url }) => url),
    ...steps.map(({ media }) => media.svg),
  ];

  it.each(named)('%s exists', (file) => {
    expect(fs.existsSync(path.join(ROOT, file))).toBe(true);
  });

  it('have an icon that is a PNG of at least 128 by 128', () => {
    const icon = fs.readFileSync(path.join(ROOT, MANIFEST.icon));
    expect(icon.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(Math.min(icon.readUInt32BE(16), icon.readUInt32BE(20))).toBeGreaterThanOrEqual(128);
  });

  it('are drawn without scripts, links and pictures from elsewhere', () => {
    for (const { media } of steps) {
      const svg = fs.readFileSync(path.join(ROOT, media.svg), 'utf8');
      expect(svg).not.toMatch(/<script|\son\w+=|href|https?:\/\/(?!www\.w3\.org\/2000\/svg")/);
    }
  });
});

describe('the walkthrough', () => {
  const { steps } = contributes.walkthroughs[0] as (typeof contributes.walkthroughs)[number];

  it('has four to six steps, each with a picture in words and an end', () => {
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(6);
    for (const { id, media, completionEvents } of steps) {
      expect(media.altText).toBe(`%walkthrough.${id}.alt%`);
      expect(completionEvents.length).toBeGreaterThan(0);
    }
  });

  it('ends its steps with commands and settings that exist', () => {
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      const [kind, name = ''] = event.split(':');
      const known = { onCommand: commands, onSettingChanged: Object.keys(settings) }[String(kind)];
      if (name.startsWith('releaseLedger.') && known) expect(known).toContain(name);
      else expect(event).toMatch(/^(?:onCommand:workbench\.|onContext:releaseLedger\.activeChangelog$)/);
    }
  });
});

describe('engines', () => {
  it('ask for no newer VS Code than the types are of', () => {
    expect(MANIFEST.engines.vscode).toBe(`^${MANIFEST.devDependencies['@types/vscode']}`);
  });
});
