import { cases, merchant, one, programOf, type Facts } from './case.js'

const rule2018 = programOf('world-of-hyatt-2018')
const stay = (at: string, nights: number, points = 0) => one('stay', at, { nights, spendCents: points * 20 }) // 5 base points a dollar
const member = (...facts: Facts[]) => merchant('2017-03-05', facts.flat())
const guest = (...facts: Facts[]) => merchant('2024-01-05', facts.flat())
const milestones = (upTo: number, state = 'choose') =>
  Object.fromEntries(
    [20, 30, 40, 50, 60, 70, 80, 90, 100].map((nights) => [
      `milestone${nights}`,
      nights <= upTo ? state : 'locked',
    ]),
  )

cases(programOf('world-of-hyatt'), [
  {
    name: 'H1 59 nights and 99,999 points: Explorist',
    of: guest(stay('2024-05-01', 59, 99_999)),
    is: { '2024-05-02': { status: 'explorist' } },
  },
  {
    name: 'H1 59 nights and 100,000 points: Globalist, at once',
    of: guest(stay('2024-05-01', 59, 100_000)),
    is: { '2024-05-02': { status: 'globalist' } },
  },
  {
    name: 'H2 under the rule of 2018 a Globalist with 55 nights is kept',
    by: rule2018,
    of: member(stay('2017-06-01', 60), stay('2018-06-01', 55)),
    is: {
      '2017-06-02': { status: 'globalist' },
      '2019-02-28': { status: 'globalist' },
      '2019-03-01': { status: 'globalist' },
      '2020-03-01': { status: 'member' },
    },
  },
  {
    name: 'H2 under the rule of 2018 a Globalist with 54 nights is not, from March of the year after',
    by: rule2018,
    of: member(stay('2017-06-01', 60), stay('2018-06-01', 54)),
    is: { '2019-02-28T23:59:59-06:00': { status: 'globalist' }, '2019-03-01': { status: 'explorist' } },
  },
  {
    name: 'H2 under the rule of 2018 an Explorist with 55 nights is not promoted',
    by: rule2018,
    of: member(stay('2017-06-01', 30), stay('2018-06-01', 55)),
    is: { '2018-06-02': { status: 'explorist' }, '2019-03-01': { status: 'explorist' } },
  },
  {
    name: 'H2 later a Globalist with 55 nights is not kept either',
    of: merchant('2021-01-05', [...stay('2021-06-01', 60), ...stay('2022-06-01', 55)]),
    is: { '2023-02-28': { status: 'globalist' }, '2023-03-01': { status: 'explorist' } },
  },
  {
    name: 'H3 30 nights and 20 more: rewards at 20, 30, 40 and 50',
    of: guest(stay('2024-03-01', 30), stay('2024-04-01', 20)),
    is: { '2024-03-02': milestones(30), '2024-04-02': milestones(50) },
  },
  {
    name: 'H4 100 nights: nine rewards; 110: still nine',
    of: guest(stay('2024-03-01', 100), stay('2024-04-01', 10)),
    is: { '2024-03-02': milestones(100), '2024-04-02': milestones(100) },
  },
  {
    name: 'H5 a Globalist, a stay of 200 dollars: 1,000 points and 300 more',
    of: guest(stay('2024-03-01', 60), stay('2024-04-01', 1, 1000)),
    is: {
      '2024-03-31': { status: 'globalist', points: 0 },
      '2024-04-02': {
        points: 1300,
        'points.lots': [
          [1000, '2026-04-01T05:00:00.000Z'],
          [300, '2026-04-01T05:00:00.000Z'],
        ],
      },
    },
  },
  {
    name: 'H5 a Discoverist, a stay of 200 dollars: 1,000 points and 100 more',
    of: guest(stay('2024-03-01', 10), stay('2024-04-01', 1, 1000)),
    is: { '2024-04-02': { points: 1100 } },
  },
  {
    name: 'H6 a reward that is not chosen in 90 days lapses',
    of: guest(stay('2024-03-01T12:00:00-06:00', 20)),
    is: {
      '2024-05-30T11:59:59-05:00': { milestone20: 'choose' },
      '2024-05-30T12:00:00-05:00': { milestone20: 'expired', 'milestone20.chosen': [] },
    },
  },
  {
    name: 'H6 a reward that was chosen in time stays',
    of: guest(
      stay('2024-03-01', 20),
      one('tk.chooseBenefit', '2024-04-01', { benefit: 'milestone20', options: ['award20'] }),
    ),
    is: { '2024-06-15': { 'milestone20.chosen': ['award20'] } },
  },
  {
    name: 'Globalist for life from 1,000,000 base points',
    of: guest(stay('2024-03-01', 1, 999_999), stay('2025-03-01', 0, 1)),
    is: {
      '2025-02-28': { status: 'globalist', lifetimeGlobalist: 'nothing is called lifetimeGlobalist' },
      '2027-03-02': { status: 'globalist', lifetimeGlobalist: true },
    },
  },
])
