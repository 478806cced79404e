import { describe, expect, it } from 'vitest'
import { crashes } from './crash.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 150)

describe('a log on a disk that dies or fails at every write', () => {
  it('loses nothing that was acknowledged, doubles nothing, and is never torn', async () => {
    const { violations, strikes, acts } = await crashes(4, runs)
    expect(violations).toEqual([])
    expect(strikes).toBeGreaterThan(acts * 2)
  })

  it.each(['tears', 'forgets', 'loses'] as const)(
    'would be caught if it stood alone on a disk that %s',
    async (lie) => {
      const { violations } = await crashes(4, 40, lie)
      expect(violations.length).toBeGreaterThan(10)
    },
  )
})
