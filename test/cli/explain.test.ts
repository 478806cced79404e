import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { standing as standingSchema } from '../../src/schema/standing.js'
import { reasons as reasonsSchema } from '../../src/schema/reasons.js'
import { widthOf } from '../../src/words/columns.js'
import { membership, shell } from './shell.js'

const store = 'demo/programs/store-score.json'
const lotus = 'demo/merchants/lotus-kitchen.json'
const at = '2026-11-21T10:00:00+08:00'
const line = ['score', '--explain', '--program', store, '--at', at]
const explain = (...more: string[]) => shell([...line, '--merchant', lotus, ...more])
/** The lines of a block, from its title to the next empty line. */
const block = (out: string, title: string): string[] => {
  const lines = out.split('\n')
  const from = lines.indexOf(title)
  const to = lines.indexOf('', from)
  return from < 0 ? [] : lines.slice(from, to)
}

describe('tierkit score --explain', () => {
  test('says who, by which program and when', () => {
    const { code, out, err } = explain()
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\n').slice(0, 4)).toEqual([
      'Merchant  Lotus Kitchen (100482)',
      'Program   Store growth, version 2025-09',
      'As of     2026-11-21 10:00 (Shanghai time)',
      '',
    ])
  })
  test('shows the score with every factor, what it counts and where it is full', () => {
    expect(block(explain().out, 'Store score').slice(0, 5)).toEqual([
      'Store score',
      '  662 of 1,000; +14 since 1 Nov, most of it service capability',
      '  Factor                               Points   Of  Value',
      '  Information richness                    168  200',
      '  · Store details                         110  120  22; full from 24',
    ])
  })
  test('shows the tier, what a review now would leave, and each condition with its dates', () => {
    expect(block(explain().out, 'Tier: Gold since 1 Sep')).toEqual([
      'Tier: Gold since 1 Sep',
      '  If reviewed now  Gold',
      '  At risk          near falling to Silver',
      'To keep Gold',
      '  met  Store score  662   at least 520',
      '  met  Refund rate  2.8%  at most 3.0%  two more refunds would break it; 24 Oct–21 Nov; 14 refunds',
      '                                        of 500 orders',
      'To enter Platinum',
      '  not met  Store score             662   at least 700  38 to go',
      '  met      Refund rate             2.8%  at most 3.0%  two more refunds would break it; 24 Oct–21',
      '                                                       Nov; 14 refunds of 500 orders',
      '  met      Orders                  500   at least 450  24 Oct–21 Nov',
      '  met      Food-safety violations  0     at most 0     one more would break it; 23 Aug–21 Nov',
    ])
  })
  test('shows the path with its proof, the points by the day they lapse, and the reviews', () => {
    const { out } = explain()
    expect(block(out, 'Path to Platinum')).toEqual([
      'Path to Platinum',
      '  3 tasks, about 65 min; no other set of tasks takes less effort',
      '  Reply to 90% of reviews within 24 h            +16 score  about 20 min  by 30 Nov',
      '  Complete 40 dishes with photo and description  +12 score  about 40 min  by 30 Nov',
      '  Fill in all 24 store details                   +10 score  about 5 min   by 30 Nov',
    ])
    expect(block(out, 'Points').slice(0, 3)).toEqual([
      'Points',
      '  12,480; worth ¥124.80; 1,280 lapse after 30 Nov',
      '  1,280  by 30 Nov       3 lots',
    ])
    expect(block(out, 'Reviews')).toEqual([
      'Reviews',
      '  Review          Last              Next',
      '  Monthly review  2026-11-01 00:00  2026-12-01 00:00',
    ])
  })
  test('ends with the reasons of the last change, and of the last review that changed nothing', () => {
    const { out } = explain()
    const [, change, last] = out.split(/\n\n(?=Reasons)/)
    expect(change).toContain('Up from Silver to Gold')
    expect(change).toContain(
      'What would have turned it\n  prepared on time 87.8% instead of 90.0%: then Silver',
    )
    expect(last).toContain('No change: Gold')
    expect(last).toContain('  Store score: 648, at least 520 (met); 648, at least 700 (not met)\n')
  })
  test('says it in Chinese, columns still in line', () => {
    const { out } = explain('--language', 'zh-CN')
    expect(block(out, '商家等级：黄金，自 9月1日起').slice(0, 5)).toEqual([
      '商家等级：黄金，自 9月1日起',
      '  若现在评定  黄金',
      '  降级风险    接近降至白银',
      '黄金的保级条件',
      '  已满足  门店经营分  662   不低于 520',
    ])
    expect(out).toContain('改变结果的最小变化\n  若准时出餐率为 87.8% 而非 90.0%，则为白银')
  })
  test('is never wider than 100 columns, whoever is explained in whatever language', () => {
    const wide: string[] = []
    for (const [program, merchant] of [
      [store, 'lotus-kitchen'],
      [store, 'red-lantern-grill'],
      [store, 'willow-teahouse'],
      [membership, 'harbor-books'],
      [membership, 'quick-deal'],
    ] as const)
      for (const language of ['en', 'zh-CN']) {
        const { code, out } = shell(['score', '--explain', '--program', program, '--merchant', `demo/merchants/${merchant}.json`, '--at', at, '--language', language]) // prettier-ignore
        expect([merchant, code]).toEqual([merchant, 0])
        wide.push(...out.split('\n').filter((text) => widthOf(text) > 100))
      }
    expect(wide).toEqual([])
  })
  test('gives tools the standing and the reasons', () => {
    const { standing, reasons } = JSON.parse(explain('--json').out) as Record<string, unknown>
    expect(standingSchema.parse(standing)).toEqual(standing)
    expect(reasonsSchema.parse(reasons)).toEqual(reasons)
  })
  test('shows the path and the reasons of another ladder when asked', () => {
    const { out } = explain('--ladder', 'prompt')
    expect(out).toContain('Path to Prompt replier')
  })
  test('takes a list with an id', () => {
    const list = `[${readFileSync(new URL('../../demo/merchants/lotus-kitchen.json', import.meta.url), 'utf8')}]`
    const asked = (...more: string[]) => shell([...line, '--merchant', 'm.json', ...more], { 'm.json': list })
    expect(asked().out).toBe(explain().out)
    expect(asked('--id', '100482').out).toBe(explain().out)
    expect(asked('--id', 'x')).toMatchObject({ code: 2, out: '' })
    expect(asked('--id', 'x').err).toContain('There is no merchant `x` in the file.')
  })
  test.each([
    [['--merchants', 'm.csv'], '`--merchants` does not go with `--explain`'],
    [['--csv'], '`--csv` does not go with `--explain`'],
    [['--ladder', 'x'], 'There is no ladder `x`: '],
  ])('refuses %j', (more, said) => {
    const { code, err } = explain(...more)
    expect(code).toBe(2)
    expect(err).toContain(said)
  })
  test.each([
    [['score', '--explain', '--merchant', lotus], '`--program` is missing'],
    [['score', '--explain', '--program', store], '`--merchant` is missing'],
    [['score', '--program', store, '--merchant', lotus], '`--explain` is missing'],
    [['score', '--explain', '--program', store, '--merchant', lotus], '`--at` is missing'],
  ])('asks for what %j lacks', (args, said) => {
    const { code, err } = shell(args)
    expect(code).toBe(2)
    expect(err).toContain(said)
  })
})

describe('a program with no tasks and a merchant with no score', () => {
  const factor = (id: string, weight: number) => ({
    id: `${id}Part`,
    name: { en: id, 'zh-CN': id },
    metric: id,
    weight,
    scale: { perUnit: 1, max: 100 },
  })
  const program = {
    tierkit: 1, program: 'p', version: '1', inForce: '2025-01-01', zone: 'UTC', currency: 'EUR', name: { en: 'P', 'zh-CN': 'P' },
    events: {}, reviews: {}, metrics: {},
    fields: { reach: { type: 'number', name: { en: 'Reach', 'zh-CN': 'R' } }, care: { type: 'number', name: { en: 'Care', 'zh-CN': 'C' } } },
    score: { name: { en: 'Score', 'zh-CN': 'S' }, combine: 'weightedSum', factors: [factor('reach', 40), factor('care', 60)] },
    ladders: [{ id: 'level', main: true, name: { en: 'Level', 'zh-CN': 'L' }, transition: { promote: 'atOnce', demote: 'atOnce' }, tiers: [{ id: 'a', name: { en: 'A', 'zh-CN': 'A' } }, { id: 'b', name: { en: 'B', 'zh-CN': 'B' }, enter: { score: { gte: 60 } } }] }],
  } // prettier-ignore
  const said = (fields: object) =>
    shell(['score', '--explain', '--program', 'p', '--merchant', 'm', '--at', '2025-02-01'], {
      p: JSON.stringify(program),
      m: JSON.stringify({ id: 'm', joinedAt: '2025-01-01', facts: [], fields }),
    }).out
  test('shows points against the range of the factor, not what it weighs in a whole that is not there', () => {
    const out = said({ reach: 50 })
    expect(out).toMatch(/reach +50 +100/)
    expect(said({ reach: 50, care: 10 })).toMatch(/reach +20 +40/)
  })
  test('says nothing of a path', () => {
    expect(said({ reach: 50 })).not.toContain('Path')
  })
})
