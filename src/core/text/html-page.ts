import { escapeHtml } from './escape-html.ts';

/**
 * The style of every page: follows the reader's theme, and system colours where those are forced.
 *
 * **Invariant:** `PAGE_STYLE_HASH` is its SHA-256, so that a page's policy allows this style and no other; a test holds them together.
 */
export const PAGE_STYLE = `:root{color-scheme:light dark;--text:#1b1f24;--muted:#57606a;--ground:#fff;--line:#8c959f;--accent:#0a5a9c;--good:#116329;--bad:#a40e26}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#9aa4af;--ground:#0d1117;--line:#6e7681;--accent:#6cb6ff;--good:#56d364;--bad:#ff938a}}
body{margin:0 auto;max-width:70rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground)}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}.muted{color:var(--muted)}.good{color:var(--good)}.bad{color:var(--bad)}
table{border-collapse:collapse}th,td{padding:.25rem .75rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:anywhere}
.beside{display:flex;flex-wrap:wrap;gap:1rem}figure{flex:2 1 24rem;margin:0}.scroll{flex:1 1 14rem;overflow:auto}.beside .scroll{max-height:20rem}
svg{width:100%;height:auto}.bar{fill:var(--accent)}.axis{stroke:var(--line)}.label{fill:var(--text);font-size:12px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (forced-colors:active){.bar{fill:CanvasText}.axis{stroke:CanvasText}.label{fill:CanvasText}.good,.bad,.muted{color:CanvasText}:focus-visible{outline-color:Highlight}}
@media print{.beside .scroll{max-height:none;overflow:visible}}`;

export const PAGE_STYLE_HASH = 'sha256-qd3dJ8RC43yXYo8N3JsCwarGjy/HYA99bmQbOXy4+S0=';

/** A whole page that needs nothing from anywhere: no script, no picture, no other style. @param body HTML */
export function htmlPage(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
