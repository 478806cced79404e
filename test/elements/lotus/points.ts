import type { Entry } from '../../../src/schema/entry.js'
import type { AccountStanding } from '../../../src/schema/standing.js'
import type { Text } from '../../../src/schema/text.js'
import { day, say } from './said.js'

const settled = say('Orders settled', '订单结算')
const lotPoints = [1280, 960, 840, 420, 760, 800, 880, 900, 940, 1020, 1180, 1300, 1200]

/** The first of the month `ahead` months after December 2026. */
function firstOf(ahead: number): string {
  const month = 11 + ahead
  return `${2026 + Math.floor(month / 12)}-${String(((month + 12) % 12) + 1).padStart(2, '0')}-01`
}
const dayBefore = (date: string) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** 12,480 points in 13 lots, each lapsing on the first of a month; 300 more are pending. */
export function lotusAccount(): AccountStanding {
  const lots = lotPoints.map((leftPoints, index) => {
    const at = firstOf(index)
    return {
      id: `lot-${index + 1}`,
      amountPoints: index === 0 ? 2580 : leftPoints,
      leftPoints,
      earnedAt: day(firstOf(index - 12)),
      expiry: { at: day(at), validThrough: day(dayBefore(at)) },
      name: settled,
    }
  })
  return {
    id: 'points',
    name: say('Points', '积分账户'),
    balancePoints: lots.reduce((sum, lot) => sum + lot.leftPoints, 0),
    pendingPoints: 300,
    lots,
    nextLapse: { amountPoints: 1280, at: day('2026-12-01'), validThrough: day('2026-11-30') },
    limits: [],
    worth: { money: 12480, perPoints: 100, perMoney: 100 },
  }
}

type Kind = Entry['kind']
const ways: Record<Kind, [Entry['from'], Entry['to']]> = {
  start: ['issued', 'available'],
  earn: ['issued', 'available'],
  reward: ['issued', 'available'],
  spend: ['available', 'redeemed'],
  return: ['redeemed', 'available'],
  expire: ['available', 'expired'],
  clawBack: ['available', 'clawedBack'],
  adjust: ['issued', 'available'],
  reset: ['available', 'expired'],
  hold: ['available', 'held'],
  capture: ['held', 'redeemed'],
  release: ['held', 'available'],
}
// newest first: date, kind, points, what happened, the entry it reverses
const rows: [string, Kind, number, Text, string?][] = [
  ['2026-11-20', 'earn', 400, settled],
  ['2026-11-18', 'spend', 500, say('Search boost, 1 day', '兑换：搜索加权 1 天')],
  ['2026-11-13', 'earn', 340, settled],
  ['2026-11-12', 'return', 800, say('Photo session canceled', '上门拍摄取消，积分退回'), '2026-11-04-spend'],
  ['2026-11-06', 'earn', 260, settled],
  ['2026-11-04', 'spend', 800, say('Photo session', '兑换：上门拍摄')],
  ['2026-11-03', 'reward', 200, say('Task: storefront photos', '任务：上传门头照片')],
  ['2026-11-01', 'expire', 420, say('Lapsed', '过期')],
]
// month, earned, spent, lapsed
for (const [month, earned, spent, lapsed] of [
  ['2026-10', 1300, 800, 380],
  ['2026-09', 1180, 900, 150],
  ['2026-08', 1020, 300, 310],
  ['2026-07', 940, 1200, 0],
  ['2026-06', 900, 600, 240],
] as const) {
  rows.push([`${month}-23`, 'earn', earned - 600, settled])
  rows.push([`${month}-18`, 'spend', spent, say('Search boost, 1 day', '兑换：搜索加权 1 天')])
  rows.push([`${month}-16`, 'earn', 320, settled])
  rows.push([`${month}-09`, 'earn', 280, settled])
  if (lapsed > 0) rows.push([`${month}-01`, 'expire', lapsed, say('Lapsed', '过期')])
}

/** The log behind the balance, newest first. */
export function lotusEntries(): Entry[] {
  let balance = lotusAccount().balancePoints
  return rows.map(([date, kind, amountPoints, name, reverses]): Entry => {
    const [from, to] = ways[kind]
    const entry: Entry = {
      id: `${date}-${kind}`,
      account: 'points',
      at: `${date}T10:00:00+08:00`,
      kind,
      from,
      to,
      amountPoints,
      balancePoints: balance,
      lots: [{ lot: 'lot-1', amountPoints, expiresAt: day('2026-12-01') }],
      name,
      fact: null,
      reverses: reverses ?? null,
    }
    balance += to === 'available' ? -amountPoints : amountPoints
    return entry
  })
}
