/** The drawings of the SQL page's buttons, which say nothing by themselves. */
import { html, svg, type TemplateResult } from 'lit'

const paths = {
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  save: 'M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11',
  stop: 'M5.200 1.800h5.600l3.400 3.400v5.600l-3.400 3.400H5.200l-3.400-3.400V5.200zM8 4.800v4M8 11.200v.1',
} as const
export const drawing = (name: keyof typeof paths): TemplateResult =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${paths[name]}></path>`}</svg>`
