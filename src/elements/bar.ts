import { html, nothing, svg, type TemplateResult } from 'lit'

/** How a bar is painted: plain is the accent. */
export type BarTone = 'plain' | 'good' | 'warn' | 'bad' | 'muted'

const percent = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`

/**
 * A bar of 4 px. `share` is the filled part and `mark` the place of a limit, both 0..1 and clamped. A picture only:
 * the numbers stand beside it.
 */
export function bar(share: number, tone: BarTone = 'plain', mark?: number): TemplateResult {
  return html`<svg class="bar ${tone}" part="bar" height="4" aria-hidden="true">
    <rect class="track" width="100%" height="4" rx="2"></rect>
    ${share > 0 ? svg`<rect class="value" width=${percent(share)} height="4" rx="2"></rect>` : nothing}
    ${mark === undefined ? nothing : svg`<rect class="mark" x=${percent(mark)} y="-3" width="1.5" height="10"></rect>`}
  </svg>`
}
