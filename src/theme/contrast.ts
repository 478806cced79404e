/**
 * Whether a page's own accent can be read: as text on the surface, and under text. Formulas: WCAG 2.2, relative
 * luminance and contrast ratio; 4.5 is its mark for text (success criterion 1.4.3).
 */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

/** The channels (0..255, alpha 0..1) of a color as `getComputedStyle` writes it; null for what is not rgb. */
export function rgbaOf(color: string): Rgba | null {
  const parts = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,/\s]+([\d.]+)(%?))?\s*\)$/.exec(color)
  if (!parts) return null
  const alpha = parts[4] === undefined ? 1 : Number(parts[4]) / (parts[5] ? 100 : 1)
  return [Number(parts[1]), Number(parts[2]), Number(parts[3]), alpha]
}

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

/**
 * What to do about an accent, as words of the attribute `data-accent`: `pale` when it cannot be text on the surface,
 * and `dark-on` or `light-on` when text on it should be the other one than `onAccent`. Empty when all can be read.
 */
export function accentAdvice(accent: Rgba, surface: Rgba, onAccent: Rgba): string {
  const advice: string[] = []
  if (contrastOf(accent, surface) < 4.5) advice.push('pale')
  if (contrastOf(accent, onAccent) < 4.5) {
    advice.push(contrastOf(accent, ink) > contrastOf(accent, white) ? 'dark-on' : 'light-on')
  }
  return advice.join(' ')
}
