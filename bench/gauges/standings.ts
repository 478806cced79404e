// Standings of merchants whose program gives a score of two parts and five tiers: any score from 0 to 1,000.
import type { FactorStanding, Standing } from '../../src/schema/standing.js'
import { areas } from '../../test/elements/lotus/score.js'
import { lotusHave, lotusLadder, tierRows } from '../../test/elements/lotus/ladder.js'
import { lotusScore } from '../../test/elements/lotus/score.js'
import { lotusKitchen } from '../../test/elements/standings.js'

function part({ id, name }: Pick<FactorStanding, 'id' | 'name'>, share: number, max: number): FactorStanding {
  const [points, pointsMax, shareMax, gain] = [share, max, max, max - share]
  return { id, name, state: 'scored', points, pointsMax, share, shareMax, gain }
}

export function standingWith(value: number): Standing {
  const [tier] = tierRows.filter(([, , from]) => value >= from).pop()!
  const service = Math.round(value * 0.6)
  const factors = [part(areas.service, service, 600), part(areas.platform, value - service, 400)]
  const by = (value % 20) + 1
  const change = { since: '2026-11-01T00:00:00+08:00', by: value % 2 ? by : -by, most: null }
  return {
    ...lotusKitchen(),
    score: { ...lotusScore(), value, factors, history: [], change },
    ladders: [{ ...lotusLadder(tier, { ...lotusHave, score: value }), blockedBy: [] }],
    overrides: [],
    path: null,
    tasks: [],
    benefits: [],
    accounts: [],
  }
}
