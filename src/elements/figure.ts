/** A number that stands alone, not in a sentence: short where the page asks for short ones, with the whole one in its title and for those who hear it. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { Unit } from '../schema/text.js'
import { formatNumber } from '../words/number.js'
import type { SayContext } from '../words/say.js'

/** What is shown, and the same in full; `whole` null: nothing was shortened. */
export interface Figure {
  readonly text: string
  readonly whole: string | null
}

export function figureOf(value: number | null, unit: Unit, ctx: SayContext, signed = false): Figure {
  const whole = formatNumber(value, unit, { ...ctx, signed })
  if (!ctx.shortFigures) return { text: whole, whole: null }
  const text = formatNumber(value, unit, { ...ctx, signed, compact: true })
  return { text, whole: text === whole ? null : whole }
}

export function figure(
  value: number | null,
  unit: Unit,
  ctx: SayContext,
  signed = false,
): TemplateResult | string {
  const { text, whole } = figureOf(value, unit, ctx, signed)
  if (whole === null) return text
  return html`<span aria-hidden="true" title=${whole}>${text}</span><span class="sr">${whole}</span>`
}

/** The same inside a drawing, which is hidden from those who hear the page. */
export function drawnFigure({ text, whole }: Figure): SVGTemplateResult | string {
  return whole === null ? text : svg`${text}<title>${whole}</title>`
}
