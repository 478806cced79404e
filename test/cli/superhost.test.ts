import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, type TestContext } from 'vitest'
import { shell, superhost } from './shell.js'

const folder = process.env['TIERKIT_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const hosts = `${folder}/hosts-edinburgh-2024-09.csv`
const without = `no ${hosts}: set TIERKIT_DATA to the folder with the real hosts`
if (!existsSync(hosts)) console.warn(`skipped, ${without}`)
const needsHosts = ({ skip }: TestContext): void => skip(!existsSync(hosts), without)

interface Report {
  tiers: { tier: string; earned: number }[]
  merchants: { id: string; earned: string; lacks: string[] }[]
  against: {
    known: number
    unknown: number
    counts: { earned: string; given: string; merchants: number }[]
    agreement: { part: number; whole: number; percent: number }
    classes: { class: string; precision: { percent: number }; recall: { percent: number } }[]
  }
}
const line = [
  'score',
  '--program',
  superhost,
  '--merchants',
  hosts,
  '--at',
  '2024-10-01',
  '--against',
  'superhost',
]

/** The three marks over again, in plain sight: no quotes stand in this file. */
const plainly = (): { id: string; earned: boolean; badge: string }[] => {
  const [header = '', ...rows] = readFileSync(hosts, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  return rows.map((row) => {
    const cells = row.split(',')
    const cell = (name: string): string => cells[names.indexOf(name)]!
    const atLeast = (name: string, mark: number): boolean => cell(name) !== '' && Number(cell(name)) >= mark
    return {
      id: cell('merchant_id'),
      earned: atLeast('reviews_12m', 10) && atLeast('response_rate', 0.9) && atLeast('rating', 4.8),
      badge: cell('superhost'),
    }
  })
}

test('scores every one of the 3,507 real hosts as the three marks say', (context) => {
  needsHosts(context)
  const { code, out } = shell([...line, '--json'])
  expect(code).toBe(0)
  const { merchants, tiers } = JSON.parse(out) as Report
  const meant = plainly()
  expect(merchants).toHaveLength(3507)
  expect(merchants.map(({ id, earned }) => ({ id, earned }))).toEqual(
    meant.map(({ id, earned }) => ({ id, earned: earned ? 'superhost' : 'host' })),
  )
  expect(tiers.map(({ tier }) => tier)).toEqual(['superhost', 'host'])
  expect(tiers[0]!.earned + tiers[1]!.earned).toBe(3507)
  for (const { earned, lacks } of merchants) expect(lacks.length > 0).toBe(earned === 'host')
})

test('compares with the real badge of the 3,433 who are known to have it or not', (context) => {
  needsHosts(context)
  const { against } = JSON.parse(shell([...line, '--json']).out) as Report
  expect(against).toMatchObject({ known: 3433, unknown: 74 })
  const known = plainly().filter(({ badge }) => badge !== '')
  for (const { earned, given, merchants } of against.counts) {
    const alike = known.filter(
      (host) => host.earned === (earned === 'yes') && (host.badge === '1') === (given === 'yes'),
    )
    expect(merchants, `${earned}, ${given}`).toBe(alike.length)
  }
  const right = known.filter(({ earned, badge }) => earned === (badge === '1')).length
  expect(against.agreement).toEqual({ part: right, whole: 3433, percent: (100 * right) / 3433 })
  // published marks and no tuning: far from chance, and short of all, since cancellations are not public
  expect(against.agreement.percent).toBeGreaterThan(75)
})

test('prints the counts and the confusion table for people', (context) => {
  needsHosts(context)
  const { out, err } = shell(line)
  const lines = out.split('\n')
  expect(lines.filter((text) => /^m\d{5} /.test(text))).toHaveLength(3507)
  expect(out).toContain('Against superhost, known for 3,433 of 3,507')
  expect(lines.slice(-5).map((text) => text.split(/ {2,}/)[0])).toEqual([
    '',
    'Agreement',
    'Precision',
    'Recall',
    '',
  ])
  expect(err).toContain('reviews_12m as reviews12m, response_rate as responseRate, rating')
})
