import { cases, changed, merchant, one, programOf, type Facts } from './case.js'

const file = 'sephora-beauty-insider'
const buy = (at: string, dollars: number, more = {}) =>
  one('purchase', at, { amountCents: Math.round(dollars * 100), ...more })
const client = (...facts: Facts[]) => merchant('2021-02-01', facts.flat())

cases(programOf(file), [
  {
    name: 'P1 VIB reached in January 2022 holds to 31 December 2023',
    of: client(buy('2022-01-20', 400)),
    is: {
      '2022-01-21': { tier: 'vib', 'tier.until': '2024-01-01T08:00:00.000Z' },
      '2023-12-31T23:59:59-08:00': { tier: 'vib' },
      '2024-01-01': { tier: 'insider' },
    },
  },
  {
    name: 'P2 349.99: Insider; 350: VIB',
    of: client(buy('2022-01-20', 349.99), buy('2022-01-25', 0.01)),
    is: { '2022-01-21': { tier: 'insider' }, '2022-01-26': { tier: 'vib' } },
  },
  {
    name: 'P2 a refund is no spend',
    of: client(
      buy('2022-01-20', 340),
      buy('2022-01-21', 20, { id: 'b' }),
      one('refund', '2022-01-22', { ref: 'b', amountCents: 2000 }),
      buy('2022-01-25', 1),
    ),
    is: { '2022-01-26': { spend: 34_100 } },
  },
  {
    name: 'P3 100 dollars: 100 points for an Insider',
    of: client(buy('2022-01-20', 100)),
    is: { '2022-01-21': { points: 100 } },
  },
  {
    name: 'P3 100 dollars: 125 points for a VIB',
    of: client(buy('2022-01-20', 350), buy('2022-02-20', 100)),
    is: { '2022-01-21': { points: 350 }, '2022-02-21': { points: 475 } },
  },
  {
    name: 'P3 100 dollars: 150 points for a Rouge',
    of: client(buy('2022-01-20', 1000), buy('2022-02-20', 100)),
    is: { '2022-02-21': { tier: 'rouge', points: 1150 } },
  },
  {
    name: 'P4 300 spent and 100 more: points at the old rate',
    of: client(buy('2022-01-20', 300), buy('2022-01-25', 100)),
    is: { '2022-01-26': { tier: 'vib', points: 400 } },
  },
  {
    name: 'P4 the same where the rule reads the standing after the event: at the new rate',
    by: changed(file, '"multiply": {', '"after": true, "multiply": {'),
    of: client(buy('2022-01-20', 300), buy('2022-01-25', 100)),
    is: { '2022-01-26': { tier: 'vib', points: 425 } },
  },
  {
    name: 'P5 a VIB of 2022 who spends 200 in 2023: Insider on 1 January 2024',
    of: client(buy('2022-06-20', 400), buy('2023-06-20', 200)),
    is: { '2023-12-31': { tier: 'vib' }, '2024-01-01': { tier: 'insider' } },
  },
  {
    name: 'P5 a VIB of 2022 who spends 350 in 2023 is one to the end of 2024',
    of: client(buy('2022-06-20', 400), buy('2023-06-20', 350)),
    is: { '2024-12-31': { tier: 'vib' }, '2025-01-01': { tier: 'insider' } },
  },
  {
    name: 'points lapse after 12 months without activity, and before August 2020 after 18',
    by: programOf(file + '-2014', file),
    of: merchant('2018-01-01', [
      ...buy('2018-03-01', 10),
      ...buy('2019-06-01', 10),
      ...buy('2021-03-01', 10),
    ]),
    // the version of the day on which points were last active holds for them, as it does for what they earn
    is: {
      '2019-05-01': { points: 10 },
      '2020-11-30': { points: 20 },
      '2020-12-02': { points: 0 },
      '2022-02-28': { points: 10 },
      '2022-03-02': { points: 0 },
    },
  },
  {
    name: 'before August 2020 a VIB earns a point a dollar',
    by: programOf(file + '-2014', file),
    of: merchant('2019-01-01', [
      ...buy('2020-03-01', 400),
      ...buy('2020-07-31', 100),
      ...buy('2020-08-02', 100),
    ]),
    is: { '2020-08-01': { points: 500 }, '2020-08-03': { points: 625 } },
  },
])
