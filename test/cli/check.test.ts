import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pathText } from '../../src/words/said-issue.js'
import { shell } from './shell.js'

/** A membership as the demo's once was, which nobody edits: mistakes are planted into its text. */
const text = readFileSync(fileURLToPath(new URL('planted.json', import.meta.url)), 'utf8')

/** A mistake: what stands in the program, what is written in its place, the code that tells it, and the word at whose line it is told. */
type Mistake = readonly [code: string, from: string, to: string, at?: string]

const planted = (mistakes: readonly Mistake[]) =>
  mistakes.reduce((whole, [, from, to]) => {
    expect(whole.split(from), from).toHaveLength(2)
    return whole.replace(from, () => to)
  }, text)
/** The lines that hold a text. */
const linesOf = (whole: string, part: string) =>
  whole.split('\n').flatMap((line, place) => (line.includes(part.split('\n')[0]!) ? [place + 1] : []))
interface Row {
  line: number
  column: number
  severity: string
  code: string
  path: (string | number)[]
  text: string
  fix: string
}
const checked = (whole: string): Row[] =>
  JSON.parse(shell(['check', 'p.json', '--json'], { 'p.json': whole }).out) as Row[]
/** What is told beyond what the program as it stands is told. */
const newIn = (whole: string) => {
  const known = new Set(checked(text).map(({ code, path }) => `${code} ${path.join('.')}`))
  return checked(whole).filter(({ code, path }) => !known.has(`${code} ${path.join('.')}`))
}

const forms: Mistake[] = [
  ['unknownKey', '"windows": {\n    "last12Months": { "past"', '"windows": {\n    "last12Months": { "withCurent": true, "past"', '"withCurent"'],
  ['noVerb', '"lastMonth":    { "past"', '"lastMonth":    { "pas"', '"pas"'],
  ['wrongType', '"score": { "gte": 4500 }', '"score": { "gte": true }', '"gte": true }, "refundRate"'],
  ['notOneOf', '"current": "week"', '"current": "weekly"', '"weekly"'],
  ['missingKey', '"undo": "sameLots",\n', '\n', '{ "id": "beans"'],
  ['badId', '"profileSteps": { "type"', '"profile-steps": { "type"', '"profile-steps"'],
  ['duplicateId', '"id": "coupon"', '"id": "yearGift"', '"id": "yearGift", "kind": "price"'],
  ['notAscending', '[60, 600], [240, 1500]', '[60, 600], [24, 1500]', '[24, 1500]'],
  ['weightNotWhole', '"weight": 60', '"weight": 0.6', '"weight": 0.6'],
  ['emptyText', '"zh-CN": "金豆抵现"', '"zh-CN": ""', '"Cash off"'],
  ['badDate', '"lastMonth":    { "past": { "months": 1 } }', '"lastMonth":    { "dates": ["2026-02-30", "2026-03-01"] }', '2026-02-30'],
  ['twoVerbs', '{ "count": "refund", ', '{ "days": "refund", "count": "refund", ', '"days": "refund"'],
  ['repeatedKey', '"else": "exempt", "unit": "percent"', '"else": "exempt", "unit": "percent", "unit": "number"', '"else": "exempt", "unit": "percent", "unit"'],
  ['empty', '"regular":  { "all": [{ "orders": { "gte": 12 } }, { "activeDays": { "gte": 60 } }] }', '"regular":  { "all": [] }', '"all": []'],
  ['tooSmall', '"stock": 20000', '"stock": -1', '"stock": -1'],
  ['mixedKeys', '"regular":  { "all"', '"regular":  { "orders": { "gte": 1 }, "all"', '"regular"'],
  ['wrongLanguage', '"tierkit": 1', '"tierkit": 2', '"tierkit"'],
  ['badZone', '"zone": "Asia/Shanghai"', '"zone": "+08:00"', '"zone"'],
] // prettier-ignore
const meanings: Mistake[] = [
  ['unknownName', '"metric": "profileSteps"', '"metric": "profileStep"', '"profileStep"'],
  ['unknownName', '"area": "voice"', '"area": "vocie"', '"vocie"'],
  ['unknownName', '"sum": "order.amountFen", "window": "last12Months"', '"sum": "order.amount", "window": "last12Months"', '"order.amount"'],
  ['unknownName', '"promote": "monthly", "demote": "monthly", "maxStepsDown"', '"promote": "yearly", "demote": "monthly", "maxStepsDown"', '"yearly"'],
  ['wrongKindOfName', '"metric": "activeDays"', '"metric": "thisMonth"', '"thisMonth", "scale"'],
  ['unknownZone', '"zone": "Asia/Shanghai"', '"zone": "Asia/Shanghigh"', '"zone"'],
  ['cycle', '"newcomer": { "orders": { "lt": 3 } }', '"newcomer": { "newcomer": true }', '"newcomer"'],
  ['unknownName', '{ "level": { "gte": "gold" } }, "use": 2', '{ "level": { "gte": "golden" } }, "use": 2', '"golden"'],
  ['unknownName', '"moves": { "creditIndex"', '"moves": { "creditIndx"', '"creditIndx"'],
] // prettier-ignore
const slips: Mistake[] = [
  ['unreachableTier', '"score": { "gte": 7500 }', '"score": { "gte": 17500 }', '17500'],
  ['shadowedTier', '"score": { "gte": 4500 }, "refundRate": { "lte": 15 }, "creditIndex": { "gte": 60 }', '"score": { "gte": 7500 }, "refundRate": { "lte": 8 }, "creditIndex": { "gte": 75 }', '"lte": 8'],
  ['keepAsksMore', '"keep": { "score": { "gte": 1700 } }', '"keep": { "score": { "gte": 2700 } }', '2700'],
  ['weightsDoNotSum', '"weight": 40', '"weight": 30', '"id": "trust"'],
  ['factorGivesNothing', '"scale": { "perUnit": 20, "max": 1500 }', '"scale": { "perUnit": 0, "max": 1500 }', '"perUnit": 0'],
  ['cliff', '"points": 400 }], "else": 0 } }', '"points": 400 }], "else": 4000 } }', '"else": 4000'],
  ['taskUnreachable', '"done": { "profileSteps": { "gte": 5 } }', '"done": { "profileSteps": { "gte": 5, "lt": 5 } }', '"lt": 5'],
  ['taskMovesNothing', '"moves": { "signInsNow": { "to": 5 } }', '"moves": {}', '"moves": {}, "reward": { "beans": 15 }'],
  ['pointsDoNotReach', '"max": 10000', '"max": 12000', '"max": 12000'],
  ['benefitLost', '"id": "hotline", "kind": "service", "name": { "en": "Priority support", "zh-CN": "专属客服" },\n      "note": { "en": "Answered within 30 seconds", "zh-CN": "30 秒内接通" }, "requires": { "level": { "gte": "gold" } }', '"id": "hotline", "kind": "service", "name": { "en": "Priority support", "zh-CN": "专属客服" },\n      "note": { "en": "Answered within 30 seconds", "zh-CN": "30 秒内接通" }, "requires": { "level": "gold" }', '"level": "gold"'],
  ['benefitShrinks', '"use": { "silver": 500, "gold": 1000, "black": 2000 }', '"use": { "silver": 500, "gold": 1000, "black": 200 }', '"black": 200 '],
  ['benefitNoCost', '"cost": 15000', '"cost": 0', '"cost": 0 }'],
  ['sanctionNoEnd', '"ends": { "risk": "clear" }, ', '', '"riskHold"'],
  ['textMissing', '"zh-CN": "优先发货"', '"zh-CN": "Priority dispatch"', '"zh-CN": "Priority dispatch"'],
  ['unusedName', '"lastMonth":    {', '"lastYear": { "past": { "years": 1 } }, "lastMonth":    {', '"lastYear"'],
  ['limitCuts', '"points": 5, "limit": { "points": 5,', '"points": 5, "limit": { "points": 3,', '"points": 3,'],
  ['caseNeverChosen', '{ "visitsLastMonth": { "gte": 15 } }, "use": 30', '{ "visitsLastMonth": { "gte": 5 } }, "use": 30', '"gte": 8'],
] // prettier-ignore

describe('each mistake is told at its line, and nothing else is', () => {
  const rows = [...forms, ...meanings, ...slips].map((mistake) => ({
    name: `${mistake[0]}: ${mistake[2]}`,
    mistake,
  }))
  test.each(rows)('$name', ({ mistake }) => {
    const [code, , to, at = to] = mistake
    const whole = planted([mistake])
    const found = newIn(whole)
    expect(found.map((row) => row.code)).toEqual([code])
    expect(linesOf(whole, at)).toContain(found[0]!.line)
  })
})

/** Mistakes of which one takes away what the other is judged by. */
const clashes = [
  ['unreachableTier', 'shadowedTier'],
  ['weightNotWhole', 'weightsDoNotSum'],
  ['repeatedKey', 'shadowedTier'],
]
/** A random choice of ten that can stand in one program, the same at every run. */
function tenOf(seed: number): Mistake[] {
  let state = seed
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const left = [...forms, ...meanings, ...slips].filter(([code]) => code !== 'pointsDoNotReach')
  const chosen: Mistake[] = []
  while (chosen.length < 10) {
    const [one] = left.splice(Math.floor(random() * left.length), 1)
    const before = chosen.reduce((whole, [, from, to]) => whole.replace(from, () => to), text)
    const codes = [one!, ...chosen].map(([code]) => code)
    if (before.split(one![1]).length !== 2) continue
    if (!clashes.some((pair) => pair.every((code) => codes.includes(code)))) chosen.push(one!)
  }
  return chosen
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  'ten mistakes at once, of any kinds, are told each at its line (choice %i)',
  (seed) => {
    const ten = tenOf(seed)
    const whole = planted(ten)
    const found = newIn(whole)
    const missed = ten.filter(
      ([code, , to, at = to]) =>
        !found.some((row) => row.code === code && linesOf(whole, at).includes(row.line)),
    )
    expect(missed).toEqual([])
    expect(found.map(({ code }) => code).sort()).toEqual(ten.map(([code]) => code).sort())
  },
)

test('an area that bears another thing’s name, or a word of the language, hides no other mistake', () => {
  const [, , other] = [...meanings, ...slips].find(([code]) => code === 'taskMovesNothing')!
  for (const name of ['orders', 'score', 'lifetime']) {
    const found = newIn(
      text
        .replace('"area": "voice"', `"area": "${name}"`)
        .replace('"moves": { "signInsNow": { "to": 5 } }', other),
    )
    expect(found.map(({ code }) => code).sort()).toEqual(['taskMovesNothing', 'unknownName'])
  }
})

const ten: Mistake[] = [
  ['noVerb', '"lastMonth":    { "past"', '"lastMonth":    { "pas"', '"pas"'],
  ['unknownKey', '"net": true, "name": { "en": "Spend",', '"nett": true, "name": { "en": "Spend",', '"nett"'],
  ['unknownName', '"metric": "activeDays"', '"metric": "activDays"', '"activDays"'],
  ['weightNotWhole', '"weight": 60', '"weight": 0.6', '"weight": 0.6'],
  ['unreachableTier', '"score": { "gte": 7500 }', '"score": { "gte": 17500 }', '17500'],
  ['wrongKindOfName', '"demote": "monthly" },\n      "tiers": [{', '"demote": "thisMonth" },\n      "tiers": [{', '"demote": "thisMonth"'],
  ['unknownName', '{ "level": { "gte": "gold" } }, "use": 2', '{ "level": { "gte": "golden" } }, "use": 2', '"golden"'],
  ['sanctionNoEnd', '"ends": { "risk": "clear" }, ', '', '"riskHold"'],
  ['benefitShrinks', '"gold": 1000, "black": 2000 }', '"gold": 1000, "black": 200 }', '"black": 200 }'],
  ['taskUnreachable', '"done": { "profileSteps": { "gte": 5 } }', '"done": { "profileSteps": { "gte": 5, "lt": 5 } }', '"lt": 5'],
] // prettier-ignore

test('ten planted mistakes are printed in one run as a compiler does, each with its line, in order', () => {
  const whole = planted(ten)
  const { code, out, err } = shell(['check', 'p.json'], { 'p.json': whole })
  const known = new Set(checked(text).map(({ path }) => pathText(path)))
  const lines = out.split('\n')
  const told = lines.flatMap((line, place) => {
    const match = /^p\.json:(\d+):\d+ (error|warning) (\w+) {2}\S.*\.$/.exec(line)
    const where = /^ {4}(\S+): \S/.exec(lines[place + 1] ?? '')?.[1]
    return match && !known.has(where ?? '') ? [`${match[1]} ${match[3]}`] : []
  })
  expect(told).toEqual(ten.map(([name, , , at]) => `${linesOf(whole, at!)[0]} ${name}`))
  expect({ code, err }).toEqual({ code: 1, err: '' })
})

describe('tierkit check', () => {
  const small = {
    tierkit: 1,
    ...{ program: 'small', version: '1', inForce: '2026-01-01', zone: 'UTC', currency: 'CNY' },
    ...{
      name: { en: 'Small', 'zh-CN': '小方案' },
      events: {},
      fields: { size: 'number' },
      reviews: {},
      metrics: {},
    },
    ladders: [
      {
        ...{
          id: 'level',
          name: { en: 'Level', 'zh-CN': '等级' },
          transition: { promote: 'atOnce', demote: 'atOnce' },
        },
        tiers: [{ id: 'big', name: { en: 'Big', 'zh-CN': '大' }, enter: { size: { gte: 5 } } }],
      },
    ],
  }
  const run = (program: unknown, ...more: string[]) => {
    const written = typeof program === 'string' ? program : JSON.stringify(program)
    return shell(['check', 'a.json', ...more], { 'a.json': written })
  }
  const unused = { ...small, fields: { size: 'number', idle: 'number' } }

  test('says that nothing is wrong, and ends with 0', () => {
    expect(run(small)).toEqual({ code: 0, out: 'Nothing wrong in 1 file.\n', err: '' })
    expect(run(small, '--json')).toEqual({ code: 0, out: '[]\n', err: '' })
  })

  test('says what is wrong, why, where and what to do; a warning ends with 0, or with 1 when strict', () => {
    const { code, out } = run(unused)
    const column = JSON.stringify(unused).indexOf('"idle"') + 1
    expect(code).toBe(0)
    expect(out)
      .toBe(`a.json:1:${column} warning unusedName  Nothing names the field \`idle\`. What is declared and not used is often a misspelled name elsewhere.
    fields.idle: Use it, or remove it.
0 errors, 1 warning in 1 file.
`)
    expect(run(unused, '--strict').code).toBe(1)
    expect(run(small, '--strict').code).toBe(0)
  })

  test.each(['--lang', '--language'])('speaks Chinese when asked by %s', (option) => {
    const { out } = run(unused, option, 'zh-CN')
    expect(out).toContain('警告 unusedName  字段 `idle` 没有被用到。')
    expect(out).toContain('1 个文件中有 0 个错误、1 个警告。')
    expect(run(small, option, 'zh-CN').out).toBe('1 个文件中没有发现问题。\n')
  })

  test('gives tools a list with everything that is said', () => {
    const column = JSON.stringify(unused).indexOf('"idle"') + 1
    expect(JSON.parse(run(unused, '--json').out)).toEqual([
      {
        ...{ file: 'a.json', line: 1, column, severity: 'warning', code: 'unusedName' },
        ...{ path: ['fields', 'idle'], params: { name: 'idle', what: 'field' } },
        text: 'Nothing names the field `idle`. What is declared and not used is often a misspelled name elsewhere.',
        fix: 'Use it, or remove it.',
      },
    ])
  })

  test.each([
    ['a text that is no JSON', '{ "tierkit": 1, }', 'a.json:1:17 error notJson'],
    ['an empty file', '', 'a.json:1:1 error notJson'],
    ['a number', '12', 'a.json:1:1 error wrongType'],
    ['an empty list', '[]', 'a.json:1:1 error refusedPlan'],
    ['a page', '<html>', 'a.json:1:1 error notJson'],
    ['a key that would change what an object is', JSON.stringify(small).replace('"size":"number"', '"size":"number","__proto__":"number"'), 'error hostileKey'],
    ['a number that is too large', JSON.stringify(small).replace('"gte":5', '"gte":1e400'), 'error notFinite'],
    ['nothing of a program', '{}', 'a.json:1:1 error missingKey'],
  ])('%s is an error, and ends with 1', (_, written, line) => {
    const { code, out, err } = run(written)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain(line)
  }) // prettier-ignore

  test('a file that is no text is an error too', () => {
    const { code, out } = shell(['check', 'a.json'], { 'a.json': new Uint8Array([0xff, 0xfe, 0x00, 0xd8]) })
    expect({ code, out: out.split('  ')[0] }).toEqual({ code: 1, out: 'a.json error notText' })
  })

  test.each([
    [['check'], 'There is no file: write tierkit check P.json.'],
    [['check', '/nowhere/p.json'], '`/nowhere/p.json` cannot be read (ENOENT).'],
    [['check', 'p.json', '--stict'], 'There is no option `--stict`. Did you mean `--strict`?'],
    [['chek', 'p.json'], 'There is no command `chek`. Those there are: check, score, preview, sql.'],
    [['score', 'p.json'], 'There is no option `p.json`.'],
  ])('%j is refused with 2', (args, message) => {
    const { code, out, err } = shell(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  test('--program names a file too, as for score', () => {
    expect(shell(['check', '--program', 'a.json'], { 'a.json': JSON.stringify(small) }).code).toBe(0)
  })

  describe('several versions', () => {
    const later = { ...small, version: '2', inForce: '2026-02-01' }
    const files = (one: unknown, two: unknown) => ({
      'a.json': JSON.stringify(one),
      'b.json': JSON.stringify(two),
    })

    test('in files of their own are judged together', () => {
      expect(shell(['check', 'a.json', 'b.json'], files(small, later))).toEqual({
        ...{ code: 0, out: 'Nothing wrong in 2 files.\n', err: '' },
      })
      const { code, out } = shell(
        ['check', 'a.json', 'b.json'],
        files(small, { ...later, inForce: '2026-01-01T00:00:00Z' }),
      )
      const column = JSON.stringify(later).indexOf('"2026-02-01"') + 1
      expect(code).toBe(1)
      expect(out).toContain(`b.json:1:${column} error duplicateId`)
    })

    test('are told of their own file', () => {
      const { out } = shell(
        ['check', 'a.json', 'b.json'],
        files({ ...small, zone: '' }, { ...later, currency: '' }),
      )
      expect(out.split('\n').filter((line) => line.startsWith('a.json'))).toHaveLength(1)
      expect(out.split('\n').filter((line) => line.startsWith('b.json'))).toHaveLength(1)
    })

    test('in one list are told by their place in it', () => {
      const list = JSON.stringify([
        small,
        { ...later, currency: 'rmb', fields: { size: 'number', idle: 'number' } },
      ])
      const rows = JSON.parse(shell(['check', 'l.json', '--json'], { 'l.json': list }).out) as Row[]
      expect(rows.map(({ code, path, column }) => [code, path, column])).toEqual([
        ['badCurrency', [1, 'currency'], list.indexOf('"rmb"') + 1],
        ['unusedName', [1, 'fields', 'idle'], list.indexOf('"idle"') + 1],
      ])
      expect(shell(['check', 'l.json'], { 'l.json': JSON.stringify([small, later]) }).code).toBe(0)
    })
  })

  test('its help says how it goes, in both languages', () => {
    expect(shell(['--help']).out).toContain('tierkit check P.json')
    expect(shell(['check', '--help', '--lang', 'zh-CN']).out).toContain('多个文件视为同一方案的各个版本')
  })
})

test('a version of another program is told of the file in which it stands', () => {
  const program = JSON.parse(
    readFileSync(new URL('../../demo/programs/store-score.json', import.meta.url), 'utf8'),
  ) as object
  const files = {
    'one.json': JSON.stringify(program),
    'two.json': JSON.stringify({ ...program, version: '2', inForce: '2031-01-01' }),
    'three.json': JSON.stringify({ ...program, program: 'another', version: '3', inForce: '2032-01-01' }),
    'four.json': JSON.stringify({ ...program, program: 'third', version: '4' }),
  }
  const { out, code } = shell(['check', ...Object.keys(files), '--json'], files)
  const told = (JSON.parse(out) as { file: string; code: string; params: { found?: string } }[]).filter(
    ({ code }) => code === 'otherProgram',
  )
  expect(code).toBe(1)
  expect(told.map(({ file, params }) => [file, params.found])).toEqual([
    ['three.json', 'another'],
    ['four.json', 'third'],
  ])
})
