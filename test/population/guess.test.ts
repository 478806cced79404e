import { describe, expect, test } from 'vitest'
import { mainLadderOf, rootsOf, subjectsOf } from '../../src/plan/asked.js'
import { bytesOf } from '../../src/population/bytes.js'
import { guessesOf, type Guess } from '../../src/population/guess.js'
import { openedFile } from '../../src/population/merchant-file.js'
import { Pace } from '../../src/population/pace.js'
import { profilesOf } from '../../src/population/profile.js'
import { scalesOf } from '../../src/population/scales.js'
import { demoPrograms, planOf, programAt, superhost } from './programs.js'

const guessed = async (csv: string, path = demoPrograms[0]!): Promise<Guess[]> => {
  const plan = planOf(programAt(path))
  const { value } = await openedFile(bytesOf('m.csv', new TextEncoder().encode(csv)), new Pace())
  return guessesOf(await profilesOf(value!, new Pace()), {
    subjects: subjectsOf(plan, rootsOf(plan, mainLadderOf(plan))),
    scales: scalesOf(plan),
    zone: 'Asia/Shanghai',
    digits: 2,
  })
}
const goesTo = (guesses: readonly Guess[]) => guesses.map((guess) => guess.goesTo)
const column = (name: string, ...cells: string[]): string =>
  `id,${name}\n${cells.map((cell, row) => `m${row},${cell}`).join('\n')}\n`
const about = async (name: string, ...cells: string[]) => {
  const [, guess] = await guessed(column(name, ...cells))
  return [guess!.goesTo, guess!.written, guess!.asks, guess!.why.why]
}

describe('a column is for what its name says', () => {
  test('by id, by name in either language, by another name of the same, by a name that is alike', async () => {
    const guesses = await guessed(
      'shop_id,orders,退款率,入驻时间,近90天晒图评价数\na,1,2,2023-01-01,3\nb,2,3,2023-01-02,4\n',
    )
    expect(goesTo(guesses)).toEqual(['id', 'orders', 'refundRate', 'joinedAt', 'photoReviews'])
    expect(guesses.map(({ why }) => why.why)).toEqual([
      'sameName',
      'sameId',
      'sameName',
      'alias',
      'alikeName',
    ])
  })

  test('or by its values, where they are the tiers', async () => {
    expect(await about('上期结果', 'gold', '普通会员', 'silver')).toEqual(['level', 'plain', null, 'values']) // prettier-ignore
  })

  test('but not where its cells do not read as that', async () => {
    expect((await about('refund_rates', 'low', 'high', 'low'))[0]).not.toBe('refundRate')
  })

  test('and one thing has one column: the better name has it, the other is told which', async () => {
    const guesses = await guessed('id,orders_90d,orders\na,1,2\nb,3,4\n')
    expect(goesTo(guesses)).toEqual(['id', null, 'orders'])
    expect(guesses[1]!.why).toEqual({ why: 'second', to: 'orders', first: 'orders' })
  })
})

describe('what is not asked by the program is told apart', () => {
  const row = (many: number): string[] => Array.from({ length: many }, (_, at) => String(at))
  test.each([
    ['industry', row(12).map((at) => ['a', 'b'][Number(at) % 2]!), ['segment', 'fewValues']],
    ['remark', row(12).map((at) => `text ${at}`), [null, 'freeText']],
    ['followers', row(12), [null, 'otherNumber']],
    ['fans', [...row(2), ...row(2), ...row(2), ...row(2), ...row(2), 'many'], [null, 'otherNumber']],
    ['last seen', row(12).map((at) => `2023-01-${Number(at) + 10}`), [null, 'otherDate']],
    ['nothing', row(12).map(() => ''), [null, 'empty']],
  ] as const)('%s', async (name, cells, expected) => {
    const [to, , , why] = await about(name, ...cells)
    expect([to, why]).toEqual(expected)
  })
})

describe('what gives other numbers is asked', () => {
  test.each([
    ['refundRate', ['0.12', '0.5'], ['fraction', 'percentOrFraction']],
    ['refundRate', ['12%', '50%'], ['plain', null]],
    ['refundRate', ['0.12', '12'], ['plain', null]],
    ['退款率(%)', ['0.12', '0.5'], ['plain', null]],
    ['消费金额', ['1200', '300'], ['plain', 'mainOrSmallest']],
    ['消费金额', ['1200.50', '300'], ['main', null]],
    ['消费金额', ['￥1200', '￥300'], ['main', null]],
    ['消费金额(元)', ['1200', '300'], ['main', null]],
    ['消费金额(分)', ['1200', '300'], ['plain', null]],
    ['spendFen', ['1200', '300'], ['plain', null]],
    ['入驻日期', ['45078', '44000'], ['serial', 'serialDate']],
    ['入驻日期', ['2023/6/1', '20230602', '2023年6月3日'], ['plain', null]],
  ] as const)('%s of %j', async (name, cells, expected) => {
    const [, written, asks] = await about(name, ...cells)
    expect([written, asks]).toEqual(expected)
  })
})

test('the ranges that a program expects are those of its curves and conditions', () => {
  const scales = scalesOf(planOf(programAt(superhost)))
  expect(scales.get('rating')).toEqual({ from: 4.8, to: 4.8, marks: [4.8] })
  expect(scales.get('responseRate')!.marks).toEqual([0.9])
  expect(scalesOf(planOf(programAt(demoPrograms[0]!))).get('refundRate')!.from).toBeGreaterThanOrEqual(0)
})
