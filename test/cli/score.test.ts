import { describe, expect, test } from 'vitest'
import { membership, shell, superhost } from './shell.js'

const hosts = `merchant_id,reviews_12m,response_rate,rating,badge
m1,10,0.9,4.8,1
m2,9,1,5,0
m3,40,,4.9,
m4,40,0.95,4.79,1
`
const line = ['score', '--program', superhost, '--at', '2024-10-01', '--merchants']
const scoreHosts = (...more: string[]) => shell([...line, 'hosts.csv', ...more], { 'hosts.csv': hosts })

describe('tierkit score', () => {
  test('prints a table, what the next tier still asks, and how many stand on each tier', () => {
    const { code, out, err } = scoreHosts()
    expect(code).toBe(0)
    expect(out).toBe(`Airbnb Superhost 2024-10 · Status, if reviewed on 2024-10-01 00:00 (Europe/London)

Merchant  Earned     Not met for the next tier
m1        Superhost
m2        Host       Reviews in 12 months
m3        Host       Response rate (0 to 1)
m4        Host       Rating

4 merchants  Earned  Share
Superhost         1  25.0%
Host              3  75.0%
`)
    expect(err).toBe(
      'Columns: reviews_12m as reviews12m, response_rate as responseRate, rating\nNot used: badge\n',
    )
  })

  test('speaks Chinese when asked, columns still in line', () => {
    const { out } = scoreHosts('--lang', 'zh-CN')
    expect(out.split('\n').slice(2, 5)).toEqual([
      '商家  达到等级  距下一等级未满足',
      'm1    超赞房东',
      'm2    房东      近 12 个月评价数',
    ])
  })

  test('compares with a column of yes and no', () => {
    const { out, err } = scoreHosts('--against', 'badge')
    expect(out).toContain(`Against badge, known for 3 of 4
                  badge: yes  badge: no  All
earned Superhost           1          0    1
not Superhost              1          1    2
All                        2          1    3

Agreement   66.7%  2 of 3
Precision  100.0%  1 of 1
Recall      50.0%  1 of 2
`)
    expect(err).not.toContain('Not used')
  })

  test('gives tools JSON, a merchant a line', () => {
    const { out } = scoreHosts('--json', '--against', 'badge')
    expect(JSON.parse(out)).toMatchObject({
      program: 'airbnbSuperhost',
      version: '2024-10',
      at: '2024-09-30T23:00:00.000Z',
      ladder: 'status',
      tiers: [
        { tier: 'superhost', earned: 1 },
        { tier: 'host', earned: 3 },
      ],
      against: { column: 'badge', yes: 'superhost', known: 3, unknown: 1, agreement: { part: 2, whole: 3 } },
      merchants: [
        { id: 'm1', earned: 'superhost', lacks: [] },
        { id: 'm2', earned: 'host', lacks: ['reviews12m'] },
        { id: 'm3', earned: 'host', lacks: ['responseRate'] },
        { id: 'm4', earned: 'host', lacks: ['rating'] },
      ],
    })
    expect(out.split('\n').filter((text) => text.startsWith('{"id"'))).toHaveLength(4)
  })

  test('gives spreadsheets CSV', () => {
    expect(scoreHosts('--csv').out).toBe(
      'id,earned,lacks\nm1,superhost,\nm2,host,reviews12m\nm3,host,responseRate\nm4,host,rating\n',
    )
  })

  test('reads mapped columns, in the encoding that Chinese Excel writes', () => {
    // 商家,好评数,rating,response_rate
    const bytes = Uint8Array.from([
      ...[0xc9, 0xcc, 0xbc, 0xd2, 0x2c, 0xba, 0xc3, 0xc6, 0xc0, 0xca, 0xfd],
      ...new TextEncoder().encode(',rating,response_rate\r\nm1,12,4.9,1\r\n'),
    ])
    const { code, out } = shell(
      [...line, 'h.csv', '--map', '商家=id', '--map', '好评数=reviews12m', '--csv'],
      { 'h.csv': bytes },
    )
    expect([code, out]).toEqual([0, 'id,earned,lacks\nm1,superhost,\n'])
  })

  test('shows the tier held where a column gives it, and asks holders to keep it', () => {
    const merchants = `id,level,orders,spendFen,refundRate,activeDays,photoReviews,creditIndex,profileSteps
m1,gold,20,1800000,2,0,0,70,0
m2,silver,20,1800000,2,0,0,70,0
`
    const { out } = shell(['score', '--program', membership, '--at', '2025-10-15', '--merchants', 'm.csv'], {
      'm.csv': merchants,
    })
    expect(out.split('\n').slice(2)).toEqual([
      'Merchant  Score  Held    Earned  Not met for the next tier',
      'm1         4380  Gold    Gold    Member value, Credit index',
      'm2         4380  Silver  Silver  Member value',
      '',
      '2 merchants  Held  Earned  Share',
      'Black           0       0   0.0%',
      'Gold            1       1  50.0%',
      'Silver          1       1  50.0%',
      'Basic           0       0   0.0%',
      '',
    ])
  })

  test('another ladder than the main one, where it is named', () => {
    const merchants = 'id,orders@books,photoReviews@books\nm1,12,4\nm2,12,3\n'
    const at = ['score', '--program', membership, '--at', '2025-10-15', '--merchants', 'm.csv', '--csv']
    const { out } = shell([...at, '--ladder', 'expert@books'], { 'm.csv': merchants })
    expect(out).toBe('id,score,earned,lacks\nm1,,earned,\nm2,,,photoReviews\n')
  })

  test('scores records with a log as the page does', () => {
    const { code, out } = shell([
      ...['score', '--program', 'demo/programs/store-score.json', '--at', '2025-11-21', '--csv'],
      ...['--merchants', 'demo/merchants/lotus-kitchen.json'],
    ])
    expect(code).toBe(0)
    expect(out).toMatch(/^id,score,held,earned,lacks\n\S+,\d+(\.\d+)?,\w+,\w+,.*\n$/)
  })

  test('scores a row of a table and a record with the same values alike', () => {
    const at = ['score', '--program', superhost, '--at', '2024-10-01', '--csv', '--merchants']
    const records = [
      { id: 'm1', joinedAt: '2020-01-01', metrics: { reviews12m: 10, responseRate: 0.9, rating: 4.8 } },
      { id: 'm2', joinedAt: '2020-01-01', metrics: { reviews12m: 9, responseRate: 1, rating: 5 } },
      { id: 'm3', joinedAt: '2020-01-01', metrics: { reviews12m: 40, responseRate: null, rating: 4.9 } },
      { id: 'm4', joinedAt: '2020-01-01', metrics: { reviews12m: 40, responseRate: 0.95, rating: 4.79 } },
    ]
    const { out } = shell([...at, 'm.json'], { 'm.json': JSON.stringify(records) })
    expect(out).toBe(scoreHosts('--csv').out)
  })

  test('compares records with a field that the program does not know, where it is named', () => {
    const metrics = { reviews12m: 10, responseRate: 0.9, rating: 4.8 }
    const files = {
      'm.json': JSON.stringify([{ id: 'm1', joinedAt: '2020-01-01', metrics, fields: { badge: 1 } }]),
    }
    const { code, out } = shell([...line, 'm.json', '--against', 'badge=superhost', '--json'], files)
    expect([code, JSON.parse(out).against.agreement]).toMatchObject([0, { part: 1, whole: 1 }])
    expect(shell([...line, 'm.json', '--against', 'rating'], files).err).toContain('unknownName `badge`')
  })

  test('says when percent look like fractions, and reads them as percent when told', () => {
    const files = { 'm.csv': 'id,orders,refundRate\nm1,20,0.12\nm2,20,0.2\n' }
    const at = ['score', '--program', membership, '--at', '2025-10-15', '--merchants', 'm.csv', '--csv']
    expect(shell(at, files).err).toContain('add --fraction refundRate')
    const told = shell([...at, '--fraction', 'refundRate'], files)
    expect([told.code, told.err.includes('--fraction')]).toEqual([0, false])
  })
})

describe('what is unknown', () => {
  const named = (en: string) => ({ name: { en, 'zh-CN': en } })
  const bakery = {
    ...{ tierkit: 1, program: 'bakery', version: '1', inForce: '2024-01-01', zone: 'UTC', currency: 'CNY' },
    ...named('Bakery'),
    events: { loaf: {}, late: {} },
    fields: {},
    reviews: { monthly: { every: 'month' } },
    metrics: {
      loaves30: { count: 'loaf', window: 'lifetime' },
      late30: { count: 'late', window: 'lifetime' },
      lateRate: { ratio: 'late30', to: 'loaves30', per: 100, else: 'unknown' },
    },
    score: {
      ...named('Care'),
      combine: 'sum',
      factors: [
        { id: 'volume', ...named('Volume'), metric: 'loaves30', scale: { perUnit: 1, max: 100 } },
        { id: 'punctual', ...named('Punctual'), metric: 'lateRate', scale: { perUnit: 1, max: 100 } },
      ],
    },
    ladders: [
      {
        ...{ id: 'level', main: true, ...named('Level') },
        transition: { promote: 'monthly', demote: 'monthly' },
        tiers: [{ id: 'top', ...named('Top'), enter: { loaves30: { gte: 1 } } }],
      },
    ],
  }
  const notesOf = (merchants: string, ...more: string[]) => {
    const file = merchants.startsWith('[') ? 'm.json' : 'm.csv'
    const args = ['score', '--program', 'p.json', '--merchants', file, '--at', '2024-02-01', '--csv', ...more]
    const { code, err } = shell(args, { 'p.json': JSON.stringify(bakery), [file]: merchants })
    return [code, ...err.split('\n').slice(0, -1)]
  }
  const warning = (names: string) =>
    `WARNING: the score counts what is unknown for every merchant: ${names}. Give it, or name its column with --map COLUMN=NAME.`

  test('is not what follows from other columns', () => {
    expect(notesOf('id,loaves30,late30\nm1,100,3\n')).toEqual([0, 'Columns: loaves30, late30'])
  })

  test('is what follows from nothing, loudly where the score counts it', () => {
    expect(notesOf('id,loaves30,lateRate\nm1,100,3\n')).toEqual([0, 'Columns: loaves30, lateRate'])
    expect(notesOf('id,loaves30\nm1,100\nm2,50\n')).toEqual([
      0,
      'Columns: loaves30',
      'In no column, so unknown: late30, lateRate',
      warning('lateRate'),
    ])
    expect(notesOf('id,loaves30,lateRate\nm1,100,\nm2,,\n').pop()).toBe(warning('lateRate'))
    expect(notesOf('id,loaves30,lateRate\nm1,100,\nm2,,0\n')).toHaveLength(2)
  })

  test('is hinted at by a column of nearly its name', () => {
    expect(notesOf('id,loafs30,lateRate\nm1,100,3\n')).toEqual([
      0,
      'Columns: lateRate',
      'In no column, so unknown: loaves30',
      'Not used: loafs30',
      '`loafs30` is not used; did you mean `loaves30`?',
      warning('loaves30'),
    ])
    expect(notesOf('id,loafs30,lateRate\nm1,100,3\n', '--lang', 'zh-CN').slice(-2)).toEqual([
      '`loafs30` 未被使用，是否应为 `loaves30`？',
      '警告：以下指标参与评分，但所有商家均为未知：loaves30。请补充数据，或用 --map 列=名称 指定对应的列。',
    ])
  })

  test('is told of records too', () => {
    const records = (...metrics: object[]) =>
      JSON.stringify(metrics.map((given, n) => ({ id: `m${n}`, joinedAt: '2024-01-01', metrics: given })))
    expect(notesOf(records({ loaves30: 3 }, { loaves30: 2 }))).toEqual([0, warning('lateRate')])
    expect(notesOf(records({ loaves30: 3 }, { loaves30: 2, lateRate: 1 }))).toEqual([0])
    const log = [{ id: 'm1', joinedAt: '2024-01-01', facts: [{ id: '1', type: 'loaf', at: '2024-01-02' }] }]
    expect(notesOf(JSON.stringify(log))).toEqual([0])
  })
})

describe('wrong input ends with 2, says where, and scores nothing', () => {
  test('a cell, by row and column', () => {
    const { code, out, err } = shell([...line, 'hosts.csv'], {
      'hosts.csv': `${hosts}m5,ten,1,5,\nm1,1,1,1,\n`,
    })
    expect([code, out]).toEqual([2, ''])
    expect(err)
      .toBe(`hosts.csv:6:4 notNumber \`ten\` is not a number. Numbers are written like 12, -3.5 or 1,234; an empty cell means that nothing is known.
    row 6, column reviews_12m: Correct the cell, or empty it.
hosts.csv:7:1 repeatedMerchant The merchant \`m1\` stands in row 2 already. A merchant has one row.
    row 7, column merchant_id: Remove one of the two.
2 issues. Nothing was scored.
`)
  })

  test('in Chinese too', () => {
    const { err } = shell([...line, 'hosts.csv', '--lang=zh-CN'], { 'hosts.csv': `${hosts}m5,ten,1,5,\n` })
    expect(err).toContain('hosts.csv:6:4 notNumber `ten` 不是数字。')
    expect(err).toContain('第 6 行，reviews_12m 列：更正该单元格')
  })

  const program = (change: (text: string) => string): { files: Record<string, string>; args: string[] } => {
    const text = `{ "tierkit": 1, "program": "p", "version": "1", "inForce": "2024-01-01", "zone": "UTC", "currency": "CNY",
  "name": { "en": "P", "zh-CN": "方案" }, "events": { "order": {} }, "fields": {}, "reviews": { "monthly": { "every": "month" } },
  "metrics": { "orders": { "count": "order", "window": "lifetime" } },
  "ladders": [{ "id": "level", "main": true, "name": { "en": "L", "zh-CN": "等级" }, "transition": { "promote": "monthly", "demote": "monthly" },
    "tiers": [{ "id": "top", "name": { "en": "T", "zh-CN": "顶" }, "enter": { "orders": { "gte": 1 } } }] }] }`
    return {
      files: { 'p.json': change(text), 'm.csv': 'id,orders\nm1,2\n' },
      args: ['score', '--program', 'p.json', '--merchants', 'm.csv', '--at', '2024-02-01', '--csv'],
    }
  }

  test('(a right program is taken)', () => {
    const { files, args } = program((text) => text)
    expect(shell(args, files)).toMatchObject({ code: 0, out: 'id,earned,lacks\nm1,top,\n' })
  })

  test.each([
    ['is not JSON', (text: string) => text.replace('"gte": 1', '"gte": 1,'), /^p\.json:5:100 notJson /],
    [
      'repeats a key',
      (text: string) => text.replace('"zone": "UTC"', '"version": "2"'),
      /^p\.json:1:74 repeatedKey /,
    ],
    [
      'names an unknown metric',
      (text: string) => text.replace('{ "orders": { "gte"', '{ "ordrs": { "gte"'),
      /^p\.json:5:78 unknownName .*\n {4}ladders\[0\]\.tiers\[0\]\.enter\.ordrs: Did you mean `orders`\?/,
    ],
    ['breaks the schema', (text: string) => text.replace('"gte": 1', '"gte": "1e"'), /^p\.json:5:97 badId /],
    [
      'has a number past 2^53',
      (text: string) => text.replace('"gte": 1', '"gte": 9007199254740993'),
      /^p\.json:5:97 unsafeInteger /,
    ],
    ['has -0', (text: string) => text.replace('"gte": 1', '"gte": -0'), /^p\.json:5:97 negativeZero /],
    ['has NaN', (text: string) => text.replace('"gte": 1', '"gte": NaN'), /^p\.json:5:97 notFinite /],
    ['is over 1 MB', (text: string) => text + ' '.repeat(1_100_000), /^p\.json overSize /],
    [
      'is over 64 levels deep',
      (text: string) => text.replace('{ "gte": 1 }', '['.repeat(65) + ']'.repeat(65)),
      /^p\.json:5:\d+ overDepth /,
    ],
  ] as const)('a program that %s', (_, change, said) => {
    const { files, args } = program(change)
    const { code, out, err } = shell(args, files)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(said)
  })

  test('one version of several, by its place in the list', () => {
    const { files, args } = program(
      (text) => `[${text},\n${text.replace('{ "orders": { "gte"', '{ "ordrs": { "gte"')}]`,
    )
    const { code, err } = shell(args, files)
    expect(code).toBe(2)
    expect(err).toMatch(/^p\.json:10:78 unknownName .*\n {4}\[1\]\.ladders\[0\]/)
  })

  test.each([
    ['[{ "id": "m1", "joinedAt": "yesterday" }]', /^m\.json:1:28 badInstant .*\n {4}\[0\]\.joinedAt: /],
    ['[{ "id": "m1" }]', /^m\.json:1:2 missingKey `joinedAt` is missing/],
    [
      '[{ "id": "m1", "joinedAt": "2024-01-01" }, { "id": "m1", "joinedAt": "2024-01-01" }]',
      /^m\.json:1:52 repeatedMerchant /,
    ],
    [
      '[{ "id": "m1", "joinedAt": "2024-01-01" },\n{ "id": "m2", "joinedAt": "2024-01-01", "metrics": { "ordres": 2 } }]',
      /^m\.json:2:54 unknownName .*\n {4}\[1\]\.metrics\.ordres: Did you mean `orders`\?/,
    ],
    [
      '{ "id": "m1", "joinedAt": "2024-01-01", "facts": [{ "id": "1", "type": "ordre", "at": "2024-01-01" }] }',
      /^m\.json:1:72 unknownName .*\n {4}facts\[0\]\.type: Did you mean `order`\?/,
    ],
    [
      '{ "id": "m1", "joinedAt": "2024-01-01", "metric": {} }',
      /^m\.json:1:41 unknownKey .*\n {4}metric: Did you mean `metrics`\?/,
    ],
    [
      JSON.stringify([{ id: 'm1', joinedAt: '2024-01-01', fields: { note: 'x'.repeat(1_100_000) } }]),
      /^m\.json:1:2 overSize /,
    ],
    ['{ "id": "m1" ', /^m\.json:1:14 notJson /],
  ])('records such as %.50s', (text, said) => {
    const { files, args } = program((same) => same)
    const { code, err } = shell(
      args.map((arg) => (arg === 'm.csv' ? 'm.json' : arg)),
      { ...files, 'm.json': text },
    )
    expect(code).toBe(2)
    expect(err).toMatch(said)
  })

  test.each([
    [['--map', 'nothing=orders'], /^m\.csv:1:1 unknownColumn There is no column `nothing`/],
    [['--map', 'orders=sales'], /^m\.csv:1:1 unknownName `sales` is declared nowhere/],
    [['--against', 'badge'], /^m\.csv unknownColumn There is no column `badge`/],
    [['--against', 'orders'], /^m\.csv:2:4 notOneOf `2` cannot stand here/],
    [['--against', 'orders=gold'], /^tierkit: There is no tier `gold`: top\./],
    [['--ladder', 'status'], /^tierkit: There is no ladder `status`: level\./],
    [['--json'], /^tierkit: Either `--json` or `--csv`, not both\./],
    [['--program', 'q.json'], /^tierkit: `--program` stands twice\./],
    [['--colour'], /^tierkit: There is no option `--colour`\./],
    [['--againts', 'x'], /Did you mean `--against`\?/],
    [['--map', 'orders'], /^tierkit: `orders` is not a mapping/],
    [['--map'], /^tierkit: `--map` needs a value\./],
    [['--lang', 'fr'], /^tierkit: `fr` is not a language here/],
  ])('a command line with %j', (more, said) => {
    const { files, args } = program((text) => text)
    const { code, out, err } = shell([...args, ...more], files)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(said)
  })

  test.each([
    [[], /^tierkit: There is no command\./],
    [['sccore'], /^tierkit: There is no command `sccore`\./],
    [['score'], /^tierkit: `--program` is missing\./],
    [
      ['score', '--program', 'nowhere.json', '--merchants', 'm.csv', '--at', '2024-01-01'],
      /^tierkit: `nowhere\.json` cannot be read \(ENOENT\)\./,
    ],
    [
      ['score', '--program', superhost, '--merchants', 'm.csv', '--at', 'today'],
      /^tierkit: `today` is not a date/,
    ],
  ])('a command line that is only %j', (args, said) => {
    const { code, err } = shell(args)
    expect(code).toBe(2)
    expect(err).toMatch(said)
    expect(err).toContain('tierkit --help')
  })
})

test('--help says how it goes, in both languages', () => {
  expect(shell(['--help'])).toMatchObject({ code: 0, err: '' })
  expect(shell(['score', '--help', '--lang', 'zh-CN']).out).toContain('计算方案下每个商家达到的等级')
})
