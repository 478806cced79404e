// Whether elements look as they were accepted to: `npm run shots -- --accept` writes down what is right from now on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepted, fingerprintsOf, surroundingsOf } from '../shots/accepted.mjs'
import { openCamera } from '../shots/camera.mjs'
import { argumentsOf, kinds, nameOf, shareOf } from '../shots/choices.mjs'
import { difference, fingerprintOf, read, written } from '../shots/fingerprint.mjs'

type Camera = Awaited<ReturnType<typeof openCamera>>
let camera: Camera
let lens: Awaited<ReturnType<Camera['open']>>
let other: typeof lens

beforeAll(async () => {
  camera = await openCamera({ cache: 'looks-test' })
  lens = await camera.open()
  other = await camera.open()
}, 60_000)
afterAll(() => camera?.close())

describe('the share of the gallery that is compared', () => {
  test('meets every element in every state, and every element in every width, language, direction and theme', async () => {
    const { choices, views } = await lens.choices()
    const share = shareOf({ choices, views })
    const met = new Set(
      share.flatMap((shot) => kinds.map((kind) => `${shot['element']} ${kind} ${shot[kind]}`)),
    )
    const missing = choices['element']!.flatMap((element) =>
      kinds.flatMap((kind) =>
        kind === 'view'
          ? (views[element] ?? []).map((view) => `${element} view ${view}`)
          : kind === 'element'
            ? []
            : choices[kind]!.map((value) => `${element} ${kind} ${value}`),
      ),
    )
    expect(missing.filter((one) => !met.has(one))).toEqual([])
    expect(new Set(share.map(nameOf)).size).toBe(share.length)
  })

  test('looks as it was accepted', { timeout: 180_000 }, async (context) => {
    const kept = accepted()
    const here = await surroundingsOf(camera)
    if (here.browser !== kept.browser || here.fonts !== kept.fonts) {
      const there = (by: typeof here) => `Chromium ${by.browser} with fonts ${by.fonts}`
      context.skip(
        `accepted in ${there(kept)}, and this is ${there(here)}: nothing to compare, unless npm run shots -- --accept`,
      )
    }
    const now = await fingerprintsOf(camera)
    const changed = [...now].flatMap(([name, { shot, fingerprint }]) => {
      const before = kept.shots[name]
      const what = before ? difference(read(before), fingerprint) : 'new'
      return what ? [`${what}: npm run shots -- ${argumentsOf(shot)}`] : []
    })
    const gone = Object.keys(kept.shots).filter((name) => !now.has(name))
    expect([...changed, ...gone.map((name) => `gone: ${name}`)]).toEqual([])
  })
})

const plain = { view: 'plain', state: 'ready', width: '390', lang: 'en', dir: 'ltr', theme: 'light' }
const shotOf = (element: string, more: Record<string, string> = {}) => ({ ...plain, element, ...more })
const root = (name: string, value: string): string =>
  `document.documentElement.style.setProperty('${name}', '${value}')`

describe('a fingerprint', () => {
  test.each([
    shotOf('score-gauge', { view: 'whatif' }),
    shotOf('tier-ladder', { view: 'compare', lang: 'zh-CN' }),
    shotOf('task-checklist', { state: 'stale', dir: 'rtl' }),
    shotOf('benefit-wallet', { theme: 'dark' }),
    shotOf('points-ledger', { view: 'all' }),
  ])('of the same code is the same in another page: $element $view', async (shot) => {
    const [one, another] = [await lens.take(shot), await other.take(shot)]
    expect([one.overflow, ...one.errors]).toEqual([0])
    const [print, again] = [one, another].map(({ png }) => fingerprintOf(png))
    expect(difference(print!, again!)).toBeNull()
    expect(difference(print!, read(written(again!)))).toBeNull()
  })

  test.each([
    ['an accent a little greener', shotOf('score-gauge'), root('--tk-color-accent', '#2567d6')],
    ['lines a little darker', shotOf('benefit-wallet'), root('--tk-color-line', '#d3d6db')],
    ['text a little lighter', shotOf('tier-ladder'), root('--tk-color-text', '#24272f')],
    ['a muted text a little darker', shotOf('task-checklist'), root('--tk-color-text-muted', '#404856')],
    ['a surface a shade darker', shotOf('points-ledger'), root('--tk-color-surface', '#fcfcfc')],
    ['a warning of another amber', shotOf('points-ledger'), root('--tk-color-warn', '#b85500')],
    ['8 px more around the card', shotOf('score-gauge'), root('--tk-card-padding', '28px')],
    ['corners of 8 px more', shotOf('benefit-wallet'), root('--tk-radius', '16px')],
    [
      'a row that is missing',
      shotOf('points-ledger'),
      `document.querySelector('tk-points-ledger').shadowRoot.querySelectorAll('[part~=entry]')[2].remove()`,
    ],
    [
      'a row that is there and not seen',
      shotOf('points-ledger'),
      `document.querySelector('tk-points-ledger').shadowRoot.querySelectorAll('[part~=entry]')[2].style.visibility = 'hidden'`,
    ],
    [
      'one word that is another',
      shotOf('task-checklist'),
      `document.querySelector('tk-task-checklist').shadowRoot.querySelector('[part~=title]').textContent = 'Tusks'`,
    ],
  ] as const)('notices %s', async (_, shot, change) => {
    const before = fingerprintOf((await lens.take(shot)).png)
    await lens.page.evaluate(change)
    const after = fingerprintOf((await lens.again()).png)
    await lens.page.evaluate(`document.documentElement.removeAttribute('style')`)
    expect(difference(before, after)).toMatch(/squares differ|instead of/)
  })
})
