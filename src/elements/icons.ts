import { html, type TemplateResult } from 'lit'

/** A circle around (8, 8) as a path, so that an icon is one path. */
const ring = 'M14.25 8a6.25 6.25 0 11-12.5 0 6.25 6.25 0 0112.5 0z'

/** Lines of 1.5 on a grid of 16: drawn for this kit, in the page's own text color. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  ok: `${ring}M5.3 8.2l1.9 1.9 3.5-3.9`,
  warn: 'M8 2.2L14.2 13H1.8zM8 6.4v3M8 11.2v.05',
  info: `${ring}M8 7.4v3.6M8 5v.05`,
  lock: 'M4.5 7h7c.7 0 1.25.55 1.25 1.25v4c0 .7-.55 1.25-1.25 1.25h-7c-.7 0-1.25-.55-1.25-1.25v-4C3.25 7.55 3.8 7 4.5 7zM5.5 7V5a2.5 2.5 0 015 0v2',
  clock: `${ring}M8 4.6V8l2.3 1.5`,
  hourglass: 'M4 2h8M4 14h8M5 2c0 3.5 2.2 4 3 6-.8 2-3 2.5-3 6M11 2c0 3.5-2.2 4-3 6 .8 2 3 2.5 3 6',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M11.25 7a4.25 4.25 0 11-8.5 0 4.25 4.25 0 018.5 0zM10.2 10.2l3.3 3.3',
  download: 'M8 2.5V10M4.8 7L8 10.2 11.2 7M2.8 13.5h10.4',
  tag: 'M2.5 7.8V3.2c0-.4.3-.7.7-.7h4.6l5.7 5.7-5.3 5.3zM5.4 5.4v.05',
  truck:
    'M1.5 3.75h7.75v7H1.5zM9.25 6.25h2.9l2.35 2.4v2.1H9.25zM5.9 11.5a1.4 1.4 0 11-2.8 0 1.4 1.4 0 012.8 0zM12.9 11.5a1.4 1.4 0 11-2.8 0 1.4 1.4 0 012.8 0z',
  headset: 'M3 9.5V8a5 5 0 0110 0v1.5M2.25 8.75H5v4H2.25zM11 8.75h2.75v4H11z',
  rise: 'M2 11.5l4-4 2.6 2.6L14 4.7M10 4.5h4v4',
  fall: 'M2 4.5l4 4 2.6-2.6L14 11.3M10 11.5h4v-4',
  shield: 'M8 1.8l5 1.7v4c0 3.2-2.1 5.5-5 6.7-2.9-1.2-5-3.5-5-6.7v-4zM5.8 7.8l1.6 1.6 2.9-3.1',
  calendar: 'M2.25 3.25h11.5v10.5H2.25zM2.5 6.5h11M5.3 1.8v2.6M10.7 1.8v2.6',
  undo: 'M5.5 3l-3 3 3 3M2.8 6h6.4a3.8 3.8 0 010 7.5H6',
  again: 'M13.2 6.2A5.5 5.5 0 003.3 5M3 2.2V5h2.8M2.8 9.8a5.5 5.5 0 009.9 1.2M13 13.8V11h-2.8',
  copy: 'M5.75 5.75h7.5v7.5h-7.5zM3.5 10.25H2.75v-7.5h7.5v.75',
  ban: `${ring}M3.7 3.7l8.6 8.6`,
  card: 'M1.75 3.25h12.5v9.5H1.75zM2 6.5h12M4.5 10H7',
  out: 'M5.5 3H3v10h10v-2.5M9 2.75h4.25V7M13 3L7.5 8.5',
  box: 'M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.7 5L8 7.9 13.3 5M8 8v6',
  gift: 'M2.5 5.5h11v2.75h-11zM3.5 8.25h9v5.25h-9zM8 5.5v8M8 5.5C6.5 5.5 4.5 5 4.5 3.5 4.5 2 7 1.75 8 5.5c1-3.75 3.5-3.5 3.5-2C11.5 5 9.5 5.5 8 5.5z',
  steps: 'M2 13.25h3v-3h3v-3h3v-3h3',
  coin: `${ring}M8 4.6v6.8M5.9 6.4L8 8.6l2.1-2.2M5.9 9h4.2`,
  star: 'M8 2l1.85 3.9 4.15.600-3 3 .7 4.25L8 11.75 4.3 13.75 5 9.5l-3-3 4.15-.6z',
} as const

export type IconName = keyof typeof paths

/**
 * An icon of 16 px, hidden from screen readers: a word always stands beside it. `look` are further classes: a color of
 * the theme (`good`, `warn`, `bad`, `accent`, `subtle`), or `turns` for one that points along the line of reading.
 */
export function icon(name: IconName, look = ''): TemplateResult {
  return html`<svg class="i ${look}" part="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${paths[name]}></path>
  </svg>`
}
