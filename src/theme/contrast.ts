/**
 * Whether a page's own accent can be read, as text on the surface and under text, and seen in drawings. Formulas: WCAG
 * 2.2, relative luminance and contrast ratio; 4.5 is its mark for text (success criterion 1.4.3), 3 for drawings (1.4.11).
 */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

/** The channels (0..255, alpha 0..1) of a color as `getComputedStyle` writes it; null for what is not rgb. */
export function rgbaOf(color: string): Rgba | null {
  const mixed = mixedRgba.exec(color)
  if (mixed) {
    const [red, green, blue] = [mixed[1], mixed[2], mixed[3]].map((share) => Number(share) * 255)
    return [red!, green!, blue!, mixed[4] === undefined ? 1 : Number(mixed[4])]
  }
  const parts = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,/\s]+([\d.]+)(%?))?\s*\)$/.exec(color)
  if (!parts) return null
  const alpha = parts[4] === undefined ? 1 : Number(parts[4]) / (parts[5] ? 100 : 1)
  return [Number(parts[1]), Number(parts[2]), Number(parts[3]), alpha]
}

/** What `color-mix(in srgb, …)` comes out as: shares of 1. */
const mixedRgba = /^color\(srgb (\d[\d.e-]*) (\d[\d.e-]*) (\d[\d.e-]*)(?: \/ ([\d.e-]+))?\)$/

/** Relative luminance, 0 black to 1 white. */
export function luminanceOf([red, green, blue]: Rgba): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
function linear(channel: number): number {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** 1 (the same) to 21 (black on white). */
export function contrastOf(one: Rgba, other: Rgba): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const white: Rgba = [255, 255, 255, 1]
const ink: Rgba = [20, 23, 31, 1]
const seen = (one: Rgba, other: Rgba): boolean => contrastOf(one, other) >= 3
const readable = (one: Rgba, other: Rgba): boolean => contrastOf(one, other) >= 4.5

/** A page's colors, as they come out. */
export interface Paint {
  readonly accent: Rgba
  readonly strong: Rgba
  readonly surface: Rgba
  readonly onAccent: Rgba
}

/**
 * What to do about an accent, as words of the attribute `data-accent`; empty when all can be read.
 * As text on the surface: `text-strong` (the stronger accent does) or `text-plain` (neither does).
 * Under text: `on-light` (white on it, where a dark page's own text is dark: design systems write white there too), `fill-strong`
 * (the stronger accent under the text), else `on-dark` or `on-light` (the text gives way).
 * In drawings: `draw-strong` (the stronger accent is seen) or `draw-mixed` (neither is).
 * `alone`: the stronger accent is the accent itself, so there is nothing between them to draw steps with.
 */
export function accentAdvice({ accent, strong, surface, onAccent }: Paint): string {
  const advice: string[] = []
  if (!readable(accent, surface)) advice.push(readable(strong, surface) ? 'text-strong' : 'text-plain')
  if (!readable(accent, onAccent)) {
    if (readable(accent, white)) advice.push('on-light')
    else if (readable(strong, onAccent)) advice.push('fill-strong')
    else advice.push(contrastOf(accent, ink) > contrastOf(accent, white) ? 'on-dark' : 'on-light')
  }
  if (!seen(accent, surface)) advice.push(seen(strong, surface) ? 'draw-strong' : 'draw-mixed')
  if (strong.every((channel, index) => channel === accent[index])) advice.push('alone')
  return advice.join(' ')
}
