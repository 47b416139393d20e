import { escapeHtml } from '../text/escape-html.ts';
import { renderTable } from '../text/html-table.ts';
import type { Say } from '../text/say.ts';

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
const HEIGHT = 176;
const TOP = 24;
const BASE = 146;
/** Labels below bars need this much room each. */
const LABEL_WIDTH = 60;
/** A bar that stands alone does not fill the picture. */
const FEWEST = 6;

/**
 * A chart of bars as inline SVG, with the table of its numbers beside it. Its colours come from classes, so that they follow the
 * theme and forced colours; who cannot see the picture has the table, which can be scrolled with the keyboard.
 */
export function renderChart({ id, title, labelHeading, valueHeading, bars }: Chart, say: Say): string {
  const heading = `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>`;
  if (bars.length === 0) return `${heading}<p>${escapeHtml(say('Nothing to show in this window.'))}</p></section>`;
  const rows = bars.map(({ label, words }) => [escapeHtml(label), escapeHtml(words)]);
  const table = renderTable(say('{0}: data', title), [labelHeading, valueHeading], rows);
  const name = say('{0}; the table has the numbers', title);
  return `${heading}<div class="beside"><figure>${renderBars(name, bars)}</figure>\n${table}</div></section>`;
}

function renderBars(name: string, bars: readonly Bar[]): string {
  const [first] = bars;
  const highest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most), first as Bar);
  const step = WIDTH / Math.max(bars.length, FEWEST);
  const every = Math.ceil(LABEL_WIDTH / step);
  const drawn = bars.map(({ label, value, words }, at) => {
    const height = value === 0 ? 0 : Math.max(2, (value / highest.value) * (BASE - TOP));
    const x = at * step;
    const shape = `<rect class="bar" x="${round(x + step * 0.15)}" y="${round(BASE - height)}" width="${round(step * 0.7)}" height="${round(height)}"><title>${escapeHtml(`${label}: ${words}`)}</title></rect>`;
    const text = `<text class="label" x="${round(x + step / 2)}" y="${BASE + 20}" text-anchor="middle">${escapeHtml(label)}</text>`;
    return at % every === 0 ? `${shape}${text}` : shape;
  });
  const scale =
    highest.value === 0
      ? ''
      : `<line class="axis" x1="0" y1="${TOP}" x2="${WIDTH}" y2="${TOP}" stroke-dasharray="2 4"/><text class="label" x="0" y="${TOP - 8}">${escapeHtml(highest.words)}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(name)}">${scale}<line class="axis" x1="0" y1="${BASE}" x2="${WIDTH}" y2="${BASE}"/>${drawn.join('')}</svg>`;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
