import { escapeHtml } from '../text/escape-html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as a person reads it. */
  readonly words: string;
}

export interface Chart {
  /** Unique in its document: letters, digits and `-`. */
  readonly id: string;
  readonly title: string;
  readonly labelHeading: string;
  readonly valueHeading: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 640;
const HEIGHT = 160;
const BASE = 130;
/** Labels below bars need this much room each. */
const LABEL_WIDTH = 56;

/**
 * A chart of bars as inline SVG, with the table of its numbers beside it. Its colours come from classes, so that they follow the
 * theme and forced colours; who cannot see the picture has the table, which can be scrolled with the keyboard.
 */
export function renderChart({ id, title, labelHeading, valueHeading, bars }: Chart): string {
  const rows = bars.map(
    ({ label, words }) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(words)}</td></tr>`,
  );
  return [
    `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>`,
    bars.length === 0
      ? '<p>Nothing to show in this window.</p>'
      : `<div class="beside"><figure>${renderBars(title, bars)}</figure>
<div class="scroll" role="region" aria-label="${escapeHtml(`${title}: data`)}" tabindex="0"><table>
<thead><tr><th scope="col">${escapeHtml(labelHeading)}</th><th scope="col">${escapeHtml(valueHeading)}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></div>`,
    '</section>',
  ].join('\n');
}

function renderBars(title: string, bars: readonly Bar[]): string {
  const highest = Math.max(...bars.map(({ value }) => value), 0);
  const step = WIDTH / bars.length;
  const every = Math.ceil(LABEL_WIDTH / step);
  const drawn = bars.map(({ label, value, words }, at) => {
    const height = highest === 0 ? 0 : Math.max(value > 0 ? 2 : 0, (value / highest) * (BASE - 10));
    const x = at * step;
    const shape = `<rect class="bar" x="${round(x + step * 0.15)}" y="${round(BASE - height)}" width="${round(step * 0.7)}" height="${round(height)}"><title>${escapeHtml(`${label}: ${words}`)}</title></rect>`;
    const text = `<text class="label" x="${round(x + step / 2)}" y="${BASE + 18}" text-anchor="middle">${escapeHtml(label)}</text>`;
    return at % every === 0 ? `${shape}${text}` : shape;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}; the table has the numbers`)}"><line class="axis" x1="0" y1="${BASE}" x2="${WIDTH}" y2="${BASE}"/>${drawn.join('')}</svg>`;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
