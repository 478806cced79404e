// Whether all that is told by color is told where the person's own few colors replace those of the page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCamera } from '../shots/camera.mjs'

type Camera = Awaited<ReturnType<typeof openCamera>>
let camera: Camera
let page: Awaited<ReturnType<Camera['open']>>['page']
type Shot = Record<string, string>

beforeAll(async () => {
  camera = await openCamera({ cache: 'forced-colors-test' })
  page = (await camera.open()).page
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.evaluate(install)
}, 60_000)
afterAll(() => camera?.close())

const plain = { view: 'plain', state: 'ready', width: '560', lang: 'en', dir: 'ltr', theme: 'light' }
const show = (shot: Shot) =>
  page.evaluate((one) => window.tierkitShots.show(one), { ...plain, ...shot } as never)

interface Look {
  /** Texts, borders, shapes and backgrounds that cannot be seen, or that are of no color of the person's. */
  unseen(): string[]
  /** The color that the first of these is painted in. */
  paint(selector: string): string | null
  system: Record<string, string>
  /** What has the focus and shows it by nothing. */
  unringed(): string[]
  openAll(): Promise<void>
  /** How many colors a canvas is painted in, that of the ground left out. */
  colors(): number
}
declare global {
  interface Window {
    look: Look
  }
}

/** Runs in the page. */
function install(): void {
  const names = 'Canvas CanvasText Highlight HighlightText GrayText LinkText ButtonText ButtonFace ButtonBorder Field FieldText'.split(' ') // prettier-ignore
  const probe = document.body.appendChild(document.createElement('i'))
  const system: Record<string, string> = {}
  for (const name of names) {
    probe.style.color = name
    system[name] = getComputedStyle(probe).color
  }
  const isSystem = (color: string): boolean => Object.values(system).includes(color)
  const clear = 'rgba(0, 0, 0, 0)'
  const element = (): HTMLElement => document.querySelector<HTMLElement>('#stage tk-provider > *')!
  const all = (selector: string): HTMLElement[] => {
    const found = [...element().shadowRoot!.querySelectorAll<HTMLElement>(selector)]
    return found.filter((one) => !one.closest('.hold') && one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) // prettier-ignore
  }
  const named = (node: Element): string =>
    `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}[${node.getAttribute('part') ?? ''}] "${(node.textContent ?? '').trim().slice(0, 20)}"`
  const groundOf = (node: Element | null): string => {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (backgroundColor !== clear) return backgroundColor
    }
    return system['Canvas']!
  }
  const light = (color: string): number => {
    const parts = /(\d+), (\d+), (\d+)/
      .exec(color)!
      .slice(1)
      .map((part) => Number(part) / 255)
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) // prettier-ignore
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const contrast = (one: string, other: string): number => {
    const [a, b] = [light(one), light(other)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
  const shapes = 'path, rect, circle, line, polyline, text'
  const paintOf = (node: Element): string => {
    const { fill, stroke, backgroundColor } = getComputedStyle(node)
    if (!node.matches(shapes)) return backgroundColor
    return stroke !== 'none' && !node.matches('text') ? stroke : fill
  }
  const own = (node: Element): boolean =>
    [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent!.trim())

  const textFaults = (): string[] =>
    all('.card *').flatMap((node) => {
      if (!own(node) || node.closest('.sr, svg, style')) return []
      const { color } = getComputedStyle(node)
      const idle = node.closest('[aria-disabled="true"], [disabled], :disabled')
      const [ground, least] = [groundOf(node), idle ? 1.5 : 4.5]
      return contrast(color, ground) < least || !isSystem(color)
        ? [`the text of ${named(node)} is ${color} on ${ground}`]
        : []
    })
  const framed =
    '.card, .btn:not(.quiet):not(.icon), .tag, .note, .search, .option, .day input, .choice, .details'
  const borderFaults = (): string[] =>
    all(framed).flatMap((node) => {
      const { borderTopColor, borderTopWidth, borderTopStyle } = getComputedStyle(node)
      const isSeen = parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none' && borderTopColor !== clear
      const ground = groundOf(node.parentElement)
      return isSeen && borderTopColor !== ground ? [] : [`the border of ${named(node)} is ${borderTopColor}`]
    })
  const shapeFaults = (): string[] =>
    all(shapes).flatMap((node) => {
      if (!node.closest('svg')) return []
      const { fill, stroke, fillOpacity } = getComputedStyle(node)
      return [fill, stroke].flatMap((paint) => {
        if (paint === 'none' || paint === clear || fillOpacity === '0') return []
        // a pattern is made of shapes too
        if (paint.startsWith('url')) return []
        return isSystem(paint) ? [] : [`the shape ${named(node)} is ${paint}`]
      })
    })
  window.look = {
    system,
    unseen: () => [...new Set([...textFaults(), ...borderFaults(), ...shapeFaults()])],
    paint: (selector) => {
      const [found] = all(selector)
      return found ? paintOf(found) : null
    },
    unringed: () =>
      all('a[href], button, summary, input, [tabindex="0"]').flatMap((node) => {
        if (node.tabIndex < 0 || (node as HTMLButtonElement).disabled) return []
        node.focus({ preventScroll: true })
        const rings = [node, node.closest('label') ?? node].map((one) => getComputedStyle(one))
        const isSeen = rings.some(
          ({ outlineStyle, outlineWidth, outlineColor }) =>
            outlineStyle !== 'none' &&
            parseFloat(outlineWidth) >= 2 &&
            outlineColor !== clear &&
            outlineColor !== groundOf(node.parentElement),
        )
        // a slider's is around its thumb, which no script can read
        return isSeen || node.matches('[type="range"]') ? [] : [named(node)]
      }),
    openAll: async () => {
      for (const details of all('details') as HTMLDetailsElement[]) details.open = true
      for (const button of all('[aria-expanded="false"]')) button.click()
      await window.tierkitShots.settled()
    },
    colors: () => {
      const canvas = all('canvas')[0] as HTMLCanvasElement
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      const counts = new Map<string, number>()
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3]! < 255) continue
        const color = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`
        counts.set(color, (counts.get(color) ?? 0) + 1)
      }
      counts.delete(system['Canvas']!)
      return [...counts.values()].filter((count) => count > 60).length
    },
  }
}

const shots: readonly Shot[] = [
  ...['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'].flatMap((element) =>
    ['loading', 'ready', 'empty', 'error', 'stale', 'movedDown', 'noScore'].map((state) => ({
      element,
      state,
    })),
  ),
  { element: 'score-gauge', view: 'whatif' },
  { element: 'tier-ladder', view: 'compare' },
  { element: 'points-ledger', view: 'all' },
  { element: 'tier-ladder', width: '240' },
  { element: 'tier-ladder', width: '1100' },
]

describe('with the colors of the person alone', () => {
  test.each(shots)('all texts, borders and drawings are seen: %o', async (shot) => {
    await show(shot)
    await page.evaluate(() => window.look.openAll())
    expect(await page.evaluate(() => window.look.unseen())).toEqual([])
  })

  test.each(shots.filter(({ state = 'ready' }) => state === 'ready' || state === 'stale'))(
    'the focus is seen wherever it is: %o',
    async (shot) => {
      await show(shot)
      await page.evaluate(() => window.look.openAll())
      expect(await page.evaluate(() => window.look.unringed())).toEqual([])
    },
  )

  /** What must not look like one another, or like the ground. */
  const apart: readonly (readonly [shot: Shot, selectors: readonly string[]])[] = [
    [{ element: 'score-gauge' }, ['.ring .track', '.ring .fill']],
    [{ element: 'score-gauge' }, ['.ring .track', '.ring .stripes']],
    [{ element: 'score-gauge' }, ['.ring .needle', '.ring .fill']],
    [{ element: 'score-gauge' }, ['.factors .bar .track', '.factors .bar .value']],
    [{ element: 'score-gauge' }, ['.spark polyline']],
    [{ element: 'score-gauge', view: 'whatif' }, ['.rail .track', '.rail .goal']],
    [{ element: 'tier-ladder' }, ['.here .disc', '.above .disc']],
    [{ element: 'tier-ladder' }, ['.passed .disc', '.above .disc']],
    [{ element: 'tier-ladder' }, ['.rail .track', '.rail .done']],
    [{ element: 'tier-ladder' }, ['.cond .bar .track', '.cond .bar .value']],
    [{ element: 'task-checklist' }, ['.ring circle:not(.value)', '.ring .value']],
    [{ element: 'task-checklist' }, ['.steps rect']],
    [{ element: 'benefit-wallet' }, ['.quota .bar .track', '.quota .bar .value']],
    [{ element: 'points-ledger' }, ['.lots .next', '.lots rect:not(.next):not(.base)']],
    [{ element: 'points-ledger' }, ['.keys .earned', '.keys .spent', '.keys .lapsed']],
  ]
  test.each(apart)('of %o, %o and the ground are apart', async (shot, selectors) => {
    await show(shot)
    await page.evaluate(() => window.look.openAll())
    const paints = await page.evaluate((asked) => asked.map((one) => window.look.paint(one)), selectors)
    expect(paints).not.toContain(null)
    const { Canvas } = await page.evaluate(() => window.look.system)
    expect(new Set([...paints, Canvas]).size, paints.join()).toBe(paints.length + 1)
  })

  test('a choice that is made, and a button that does nothing now, look like it', async () => {
    for (const element of ['task-checklist', 'benefit-wallet', 'points-ledger']) {
      await show({ element })
      const [pressed, others] = await page.evaluate(() =>
        ['true', 'false'].map((on) => window.look.paint(`.tab[aria-pressed="${on}"]`)),
      )
      expect(pressed, element).not.toBe(others)
    }
    await show({ element: 'points-ledger', state: 'empty' })
    await show({ element: 'score-gauge', view: 'whatif' })
    const idle = await page.evaluate(() => {
      const root = document.querySelector('tk-score-gauge')!.shadowRoot!
      const color = (selector: string) => getComputedStyle(root.querySelector(selector)!).color
      return [color('.btn[aria-disabled="true"]'), window.look.system['GrayText']]
    })
    expect(idle[0]).toBe(idle[1])
  })

  test('the bars of each kind in a chart have a color of their own', async () => {
    await show({ element: 'points-ledger' })
    await page.waitForFunction(() => window.look.colors() >= 3)
  })
})
