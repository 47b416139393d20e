import { escapeHtml } from './escape-html.ts';
import type { PageLanguage } from './say.ts';

/** A page about releases, wherever it is shown. */
export interface Page {
  readonly title: string;
  /** HTML, the heading of the page first. */
  readonly body: string;
}

/** What is drawn where, in colours that come from the shell. */
const LAYOUT = `body{margin:0 auto;max-width:72rem;padding:1rem;color:var(--text);background:var(--ground)}
h1{font-size:1.6em}h2{font-size:1.25em;margin-top:2em}.muted{color:var(--muted)}.good{color:var(--good)}.bad{color:var(--bad)}a{color:var(--link)}
table{border-collapse:collapse}th,td{padding:.25em .75em;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:break-word}th{font-weight:600}thead th,time{white-space:nowrap}
code{overflow-wrap:anywhere;font-family:var(--mono);font-size:.9em;color:inherit;background:none}nav{display:flex;flex-wrap:wrap;gap:.25em 1.5em;margin-bottom:1em}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(15em,1fr));gap:1em}.tiles>div{border:1px solid var(--line);border-radius:4px;padding:.75em}dt{font-weight:600}dd{margin:.25em 0 0}.value{font-size:1.6em}dl:not(.tiles) dd{margin:0 0 .75em;max-width:48rem}
.beside{display:flex;flex-wrap:wrap;gap:1em}figure{flex:2 1 24em;margin:0}.scroll{flex:1 1 14em;overflow:auto}.beside .scroll{max-height:20em}
svg{display:block;width:100%;height:auto}.bar{fill:var(--bar);stroke:var(--edge)}.axis{stroke:var(--line)}.label{fill:var(--text);font-size:12px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
@media (forced-colors:active){.bar{fill:CanvasText}.axis{stroke:CanvasText}.label{fill:CanvasText}.good,.bad,.muted{color:CanvasText}:focus-visible{outline-color:Highlight}}
@media print{.beside .scroll{max-height:none;overflow:visible}nav{display:none}}`;

/**
 * The style of a page in a file: follows the reader's theme, and system colours where those are forced.
 *
 * **Invariant:** `PAGE_STYLE_HASH` is its SHA-256, so that a page's policy allows this style and no other; a test holds them together.
 */
export const PAGE_STYLE = `:root{color-scheme:light dark;--text:#1b1f24;--muted:#57606a;--ground:#fff;--line:#8c959f;--bar:#0a5a9c;--edge:none;--link:#0a5a9c;--focus:#0a5a9c;--good:#116329;--bad:#a40e26;--mono:ui-monospace,monospace}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#9aa4af;--ground:#0d1117;--line:#6e7681;--bar:#6cb6ff;--link:#6cb6ff;--focus:#6cb6ff;--good:#56d364;--bad:#ff938a}}
body{font:1rem/1.5 system-ui,sans-serif}
${LAYOUT}`;

export const PAGE_STYLE_HASH = 'sha256-tLCdICXqtVZLr43ptRJMVk/hIT2i/EIm9BNieMQpfrc=';

/** The style of a page in the editor: the colours and fonts of its theme, high contrast included. */
export const PANEL_STYLE = `:root{--text:var(--vscode-editor-foreground,var(--vscode-foreground));--muted:var(--vscode-descriptionForeground);--ground:var(--vscode-editor-background);--line:var(--vscode-contrastBorder,var(--vscode-editorWidget-border));--bar:var(--vscode-charts-blue);--edge:none;--link:var(--vscode-textLink-foreground);--focus:var(--vscode-focusBorder);--good:var(--vscode-terminal-ansiGreen);--bad:var(--vscode-editorError-foreground);--mono:var(--vscode-editor-font-family)}
body{font-family:var(--vscode-font-family);font-size:var(--vscode-font-size);line-height:1.5}
.vscode-high-contrast{--muted:var(--text);--bar:var(--vscode-editor-foreground);--edge:var(--vscode-contrastBorder)}
${LAYOUT}`;

/** A whole page that needs nothing from anywhere: no script, no picture, no other style. */
export function htmlPage(page: Page): string {
  return writePage(page, {
    language: 'en',
    policy: `style-src '${PAGE_STYLE_HASH}'`,
    head: `<meta name="referrer" content="no-referrer">\n<style>${PAGE_STYLE}</style>`,
    tail: '',
  });
}

/** What the editor keeps of a page, to show the same one after it was closed. */
export interface PanelShell {
  /** Another one for each page: only what has it is applied and run. */
  readonly nonce: string;
  /** JSON. */
  readonly state: string;
  readonly language: PageLanguage;
}

/**
 * Has the editor keep what is shown and how far it was scrolled, over restarts and over news. It shows nothing and hears no
 * message: links are commands.
 */
const KEEP = `const editor=acquireVsCodeApi(),state=JSON.parse(document.currentScript.dataset.state),top0=editor.getState()?.top??0;
const keep=top=>editor.setState({...state,top});keep(top0);scrollTo(0,top0);addEventListener('scroll',()=>keep(scrollY),{passive:true})`;

/** The same page for a webview of the editor. */
export function panelPage(page: Page, { nonce, state, language }: PanelShell): string {
  const [key, kept] = [escapeHtml(nonce), escapeHtml(state)];
  return writePage(page, {
    language,
    policy: `style-src 'nonce-${key}'; script-src 'nonce-${key}'`,
    head: `<style nonce="${key}">${PANEL_STYLE}</style>`,
    tail: `<script nonce="${key}" data-state="${kept}">${KEEP}</script>\n`,
  });
}

function writePage(
  { title, body }: Page,
  { language, policy, head, tail }: Readonly<Record<'language' | 'policy' | 'head' | 'tail', string>>,
): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${head}
</head>
<body>
<main>
${body}
</main>
${tail}</body>
</html>
`;
}
