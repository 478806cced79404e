/** Colors that a canvas and a table share, read from the page's style sheet as they stand: tiers go from pale to full. */
export interface Look {
  readonly text: string
  readonly rule: string
  readonly font: string
  /** The color of a tier by its place among `size`; -1, no tier, is grey. */
  readonly tier: (place: number, size: number) => string
}

/** The look of the page now; read it again when light and dark change. */
export function lookNow(): Look {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const [pale, full] = [token('--tier-pale'), token('--tier-full')].map(channels) as [number[], number[]]
  return {
    text: token('--ink3'),
    rule: token('--rule'),
    font: getComputedStyle(document.body).fontFamily,
    tier: (place, size) => {
      if (place < 0) return token('--tier-none')
      const share = size < 2 ? 1 : place / (size - 1)
      return `rgb(${pale.map((from, at) => Math.round(from + (full[at]! - from) * share)).join(', ')})`
    },
  }
}

/** `#rrggbb` as three numbers. */
const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
