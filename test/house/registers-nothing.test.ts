import { expect, test, vi } from 'vitest'

test('importing the kit registers no tag and needs no page; defining it does', async () => {
  const tags: string[] = []
  const registry = { get: () => undefined, define: (tag: string) => void tags.push(tag) }
  vi.stubGlobal('customElements', registry)
  await import('../../src/index.js')
  expect(tags).toEqual([])
  await import('../../src/define.js')
  expect(tags).toContain('tk-score-gauge')
})
