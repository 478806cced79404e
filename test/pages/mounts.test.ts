// A share of `npm run mounts`, which makes 10,000 mounts of each element and looks at the heap too.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { elements, heldAround, mountsPage } from '../../bench/mounts.mjs'

let opening: Awaited<ReturnType<typeof mountsPage>>
beforeAll(async () => {
  opening = await mountsPage()
}, 60_000)
afterAll(() => opening?.browser.close())

test('gives back every node and every listener when elements come and go', { timeout: 90_000 }, async () => {
  const { before, after } = await heldAround(opening, elements, { count: 100, warmUp: 20 })
  const { nodes, listeners, documents } = before
  expect(nodes).toBeGreaterThan(0)
  expect(after).toMatchObject({ nodes, listeners, documents })
})
