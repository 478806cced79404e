/** The Population page's drawings, which say nothing by themselves. */
import { html, svg, type TemplateResult } from 'lit'

const paths = {
  sure: 'M3 8.5 6.5 12 13 4.5',
  answered: 'M3 8.5 6.5 12 13 4.5',
  confirm:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6.3 6.3a1.7 1.7 0 1 1 2.6 1.5c-.6.4-.9.7-.9 1.4M8 11.3v.1',
  kept: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.3v4M8 4.8v.1',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.3v4M8 4.8v.1',
  ignored: 'M3 6h10M3 10h10',
  file: 'M4 1.8h5.5L12.5 5v9.200H4zM9.5 1.800V5h3',
  save: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.500h11',
  stop: 'M5.2 1.8h5.6l3.4 3.4v5.600l-3.4 3.400H5.200l-3.4-3.400V5.200zM8 4.800v4M8 11.200v.1',
} as const

export const mark = (name: keyof typeof paths): TemplateResult =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${paths[name]}></path>`}</svg>`
