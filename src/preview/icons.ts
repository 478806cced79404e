/** Icons of the operators' screen, of 16 px, in the text's own color: a word always stands beside one, or names it. */
import { html, type TemplateResult } from 'lit'

const ring = 'M14.25 8a6.25 6.25 0 11-12.5 0 6.25 6.25 0 0112.5 0z'
const paths = {
  up: 'M8 13V3M3.5 7.5L8 3l4.5 4.5',
  down: 'M8 3v10M3.5 8.5L8 13l4.5-4.5',
  ok: 'M3 8.5L6.5 12 13 4.5',
  no: 'M4 4l8 8M12 4l-8 8',
  stop: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM8 4.8v4M8 11.2v.1',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.5 3v10',
  undo: 'M5.5 3l-3 3 3 3M2.5 6h7a4 4 0 010 8H6',
  redo: 'M10.5 3l3 3-3 3M13.500 6h-7a4 4 0 000 8H10',
  info: `${ring}M8 7.4v3.6M8 5v.05`,
  plus: 'M8 3.5v9M3.5 8h9',
} as const

export const icon = (name: keyof typeof paths, look = ''): TemplateResult =>
  html`<svg class="i ${look}" viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]}></path></svg>`
