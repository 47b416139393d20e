import { escapeHtml } from './escape-html.ts';

/** HTML, and the class that it stands in. */
export type Cell = string | { readonly html: string; readonly mark: string };

/**
 * A table that can be scrolled with the keyboard; the first cell of a row is its heading.
 *
 * @param name what the table is called for who cannot see it
 * @param headings as text
 * @param rows as HTML
 */
export function renderTable(name: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const body = rows.map(
    ([heading = '', ...cells]) =>
      `<tr>${renderCell('th scope="row"', heading)}${cells.map((each) => renderCell('td', each)).join('')}</tr>`,
  );
  return `<div class="scroll" role="group" aria-label="${escapeHtml(name)}" tabindex="0"><table>
<thead><tr>${headings.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

/** A day, `YYYY-MM-DD`, which is not broken at its hyphens; anything else that stands in place of one is text. */
export function renderDay(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? `<time>${day}</time>` : escapeHtml(day);
}

function renderCell(tag: string, cell: Cell): string {
  const { html, mark } = typeof cell === 'string' ? { html: cell, mark: '' } : cell;
  return `<${tag}${mark === '' ? '' : ` class="${mark}"`}>${html}</${tag.slice(0, 2)}>`;
}
