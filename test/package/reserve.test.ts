// reserve.css keeps the room that elements will take, in a real browser: before their script is there, and when it comes late.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { reserved, sampleWidth, skeletonHeights } from '../../tools/reserve.mjs'
import { served } from './page.js'

const project = inject('project')
const dist = join(project, 'node_modules/tierkit/dist')
const { fonts, heights } = reserved() as {
  fonts: number
  heights: Record<string, Record<string, [number, number][]>>
}
const tags = Object.keys(heights)
// where elements lay themselves out anew, and between
const widths = [240, 318, 320, 343, 390, 480, 560, 640, 724, 800, 1024, 1200, 1400]

let server: Awaited<ReturnType<typeof served>>
beforeAll(async () => {
  const folder = join(project, 'reserve')
  mkdirSync(folder)
  copyFileSync(join(dist, 'tierkit.min.js'), join(folder, 'tierkit.min.js'))
  copyFileSync(join(dist, 'themes/reserve.css'), join(folder, 'reserve.css'))
  const head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="reserve.css">'
  writeFileSync(join(folder, 'empty.html'), `${head}<body style="margin: 0"></body>`)
  writeFileSync(
    join(folder, 'late.html'),
    `${head}<body style="margin: 0; font-family: sans-serif"><tk-provider><tk-score-gauge>Your score: 662</tk-score-gauge></tk-provider>
    <p id="below">What stands below</p></body>`,
  )
  server = await served(folder)
})
afterAll(() => server.close())

async function late(width: number) {
  const { page, failures } = await server.open('late.html', { width })
  const shifts = `new Promise((done) => { const found = []; new PerformanceObserver((list) => found.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(found.reduce((sum, one) => sum + one, 0)), 200) })`
  const come = async () => {
    await page.addScriptTag({ type: 'module', url: 'tierkit.min.js' })
    await page.waitForFunction(
      `customElements.get('tk-score-gauge') && document.querySelector('tk-score-gauge').hasUpdated`,
    )
  }
  return { page, failures, shifts: () => page.evaluate<number>(shifts), come }
}

describe('before its script is there', () => {
  test.each(['en', 'zh-CN'])('an element is as tall as its skeleton, at many widths, in %s', async (lang) => {
    const { page } = await server.open('empty.html', { width: 1500 })
    const mine = await page.evaluate(sampleWidth)
    if (mine !== fonts) {
      console.log(
        `texts are ${mine} px wide here and ${fonts} where heights were measured: other fonts, other lines`,
      )
      await page.close()
      return
    }
    const before = new Map<string, number[]>()
    for (const tag of tags) before.set(tag, await page.evaluate(skeletonHeights, { tag, lang, widths }))
    await page.addScriptTag({ type: 'module', url: 'tierkit.min.js' })
    await page.waitForFunction(`customElements.get('tk-score-gauge')`)
    const apart: string[] = []
    for (const tag of tags) {
      const after = await page.evaluate(skeletonHeights, { tag, lang, widths })
      widths.forEach((width, at) => {
        const kept = before.get(tag)![at]!
        if (Math.abs(kept - after[at]!) > 4)
          apart.push(`${tag} at ${width} px: ${kept} kept, ${after[at]} taken`)
      })
    }
    expect(apart).toEqual([])
    await page.close()
  })

  test('what stands in for it is shown, and is gone when it is there', async () => {
    const { page, failures, come } = await late(800)
    const gauge = page.getByText('Your score: 662')
    expect(await gauge.isVisible()).toBe(true)
    await come()
    // it is still in the page, and drawn nowhere
    expect(await page.evaluate(`document.querySelector('tk-score-gauge').textContent`)).toBe(
      'Your score: 662',
    )
    const drawn = `(() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('tk-score-gauge')); return range.getClientRects().length })()`
    expect(await page.evaluate(drawn)).toBe(0)
    expect(failures).toEqual([])
    await page.close()
  })
})

describe('when the script comes late', () => {
  test.each([390, 800, 1280])('nothing moves, at %d px', async (width) => {
    const { page, come, shifts } = await late(width)
    const top = () => page.locator('#below').evaluate((one) => one.getBoundingClientRect().top)
    const before = await top()
    await come()
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(4)
    expect(await shifts()).toBe(0)
    await page.close()
  })

  test('without the style sheet the page does move: the test would see it', async () => {
    const { page, come, shifts } = await late(800)
    await page.evaluate(`document.querySelector('link').remove()`)
    const moved = await shifts()
    await come()
    expect((await shifts()) - moved).toBeGreaterThan(0)
    await page.close()
  })
})
