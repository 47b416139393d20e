import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A quiet window that shows the files and nothing else. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  // In a browser VS Code saves by itself after a second, on a desktop it does not.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * Writes the user settings of a VS Code, desktop or server, that keeps its data in this folder.
 * @param {string} userDataFolder
 * @param {Readonly<Record<string, unknown>>} [settings] added to the quiet ones
 */
export function writeUserSettings(userDataFolder, settings = {}) {
  const folder = path.join(userDataFolder, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), `${JSON.stringify({ ...QUIET, ...settings }, null, 2)}\n`);
}
