/** A program that counts in every way there is: every take, net and not, every window that is the same for all, every kind of test. */
const words = (en: string) => ({ en, 'zh-CN': en })
const metric = (id: string, of: object) => [id, { ...of, name: words(id) }] as const
const takes: readonly (readonly [string, object])[] = [
  ['sales', { count: 'sale' }],
  ['saleDays', { days: 'sale' }],
  ...['amount', 'mass', 'gift'].map((field) => [`sum${field}`, { sum: `sale.${field}` }] as const),
  ...['amount', 'mass', 'gift'].map((field) => [`avg${field}`, { avg: `sale.${field}` }] as const),
  ...['amount', 'mass', 'gift', 'due', 'kind'].flatMap((field) =>
    (['min', 'max', 'latest'] as const).map(
      (take) => [`${take}${field}`, { [take]: `sale.${field}` }] as const,
    ),
  ),
  ...['amount', 'buyer', 'kind', 'gift'].map(
    (field) => [`distinct${field}`, { distinct: `sale.${field}` }] as const,
  ),
]
const wheres: Readonly<Record<string, object>> = {
  early: { hour: { lt: 9 } },
  sundays: { weekday: 'sunday' },
  weekend: { weekday: { in: ['saturday', 'sunday'] } },
  notWeekend: { not: { weekday: { in: ['saturday', 'sunday'] } } },
  late: { late: { gt: 'due' } },
  afterADay: { due: { gte: '2025-09-01' } },
  heavy: { mass: { gte: 2.5 }, gift: true },
  noMass: { mass: { known: false } },
  either: { any: [{ kind: 'tea' }, { amount: { lt: 'fee' } }] },
  two: {
    atLeast: 2,
    of: [{ gift: true }, { kind: { in: ['tea', 'cups'] } }, { mass: { gt: 1 } }, { amount: { lte: 5 } }],
  },
}
const windows = {
  rolling: { rolling: { days: 30 } },
  months: { rolling: { months: 2 } },
  past: { past: { months: 1 } },
  pastAndNow: { past: { days: 7 }, withCurrent: true },
  quarter: { current: 'quarter' },
  fiscal: { current: 'year', from: '2025-02-01' },
  dated: { dates: ['2025-06-01', '2025-09-15'] },
  cut: { rolling: { days: 20 }, cutOff: { days: 3 } },
  abroad: { past: { weeks: 2 }, zone: 'America/New_York' },
}

const metrics = Object.fromEntries([
  ...takes.flatMap(([id, take]) => [
    metric(id, { ...take, window: 'months' }),
    metric(`${id}Net`, { ...take, window: 'months', net: true }),
  ]),
  ...Object.entries(wheres).flatMap(([id, where]) => [
    metric(`${id}Count`, { count: 'sale', window: 'fiscal', where }),
    metric(`${id}Mass`, { sum: 'sale.mass', window: 'fiscal', where, net: true }),
  ]),
  ...['lifetime', ...Object.keys(windows)].flatMap((window) => [
    metric(`${window}Sum`, { sum: 'sale.amount', window, net: true }),
    metric(`${window}Days`, { days: 'sale', window }),
  ]),
  metric('sinceFirst', { elapsed: 'sale', since: 'first', in: 'months' }),
  metric('sinceLast', { elapsed: 'sale', since: 'last', in: 'days' }),
  metric('chosen', {
    count: 'sale',
    window: { cases: [{ when: { sales: { gte: 3 } }, use: 'rolling' }], else: 'quarter' },
  }),
])

/** Dates and choices have no points: a tier asks for them. */
const isPlace = (id: string): boolean => /^(min|max|latest)(due|kind)/.test(id)

/** Its score is every metric's value: two that differ in a bit differ there. */
export const everyCount: object = {
  ...{
    tierkit: 1,
    program: 'counts',
    version: '1',
    inForce: '2020-01-01',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
  },
  name: words('Counts'),
  choices: { kind: { tea: words('Tea'), cups: words('Cups'), books: words('Books') } },
  events: {
    sale: {
      name: words('Sale'),
      fields: {
        ...{ amount: 'money', fee: 'money', mass: 'number', gift: 'flag', kind: 'kind', buyer: 'id' },
        ...{ due: 'date', late: 'date', merchant: 'integer' },
      },
      undoneBy: 'back',
    },
    back: { name: words('Back'), fields: { amount: 'money', mass: 'number', gift: 'flag' } },
    talk: { name: words('Talk'), fields: { kind: 'number' } },
  },
  fields: {},
  windows,
  reviews: { monthly: { every: 'month', day: 1, cutOff: { days: 2 } } },
  metrics: { ...metrics, ownSum: { sum: 'sale.merchant', window: 'months', name: words('ownSum') } },
  score: {
    name: words('Score'),
    combine: 'sum',
    ...{ min: 0, max: 100_000 },
    factors: Object.keys(metrics)
      .filter((id) => !isPlace(id))
      .concat('ownSum')
      .map((id) => ({ id: `${id}Factor`, name: words(id), metric: id, scale: { line: [[-1000, 0], [0, 10], [12, 300], [500_000, 600]] } })), // prettier-ignore
  },
  ladders: [
    {
      ...{ id: 'level', name: words('Level'), main: true },
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'low', name: words('Low') },
        {
          id: 'high',
          name: words('High'),
          enter: {
            any: [
              { score: { gte: 5000 } },
              ...Object.keys(metrics)
                .filter(isPlace)
                .map((id) => ({ [id]: { known: true } })),
            ],
          },
        },
      ],
    },
  ],
}
