import { cases, merchant, one, programOf } from './case.js'

const award = (at: string, region: string, points: number, pillar = 'expertise') =>
  one('award', at, { region, pillar, points })

cases(programOf('salesforce-consulting'), [
  {
    name: 'F6 Crest on 1 March, the score falls to 300 in June: still Crest; falls so on next 1 March: Ridge',
    of: merchant('2020-03-01', [
      ...award('2020-06-15', 'europe', 200, 'success'), // counts until 15 June 2021
      ...award('2020-11-10', 'europe', 300), // until 10 November 2021
      ...award('2021-10-10', 'europe', 300),
    ]),
    is: {
      '2021-02-27': { score: 500, tier: 'base', 'tier.pending': 'crest' },
      '2021-03-01': { tier: 'crest', partnerManager: 'available' },
      '2021-06-20': { score: 300, tier: 'crest' },
      '2021-09-30': { score: 300, tier: 'crest' },
      '2022-02-28': { score: 300, tier: 'crest' },
      '2022-03-01': { score: 300, tier: 'ridge', partnerManager: 'locked' },
    },
  },
  {
    name: 'F6 a quarterly evaluation promotes, a month after its quarter',
    of: merchant('2020-03-01', [...award('2021-04-10', 'asia', 250)]),
    is: { '2021-05-31': { tier: 'base', 'tier.pending': 'ridge' }, '2021-06-01': { tier: 'ridge' } },
  },
  {
    name: 'F7 regions of 240, 510 and 760: Summit',
    of: merchant('2020-03-01', [
      ...award('2020-12-01', 'americas', 240),
      ...award('2020-12-01', 'europe', 510),
      ...award('2020-12-01', 'asia', 560),
      ...award('2020-12-02', 'asia', 200, 'success'),
    ]),
    is: { '2021-03-01': { tier: 'summit' } },
  },
  {
    name: 'F7 regions of 240, 249 and 249: Base, however much they are together',
    of: merchant('2020-03-01', [
      ...award('2020-12-01', 'americas', 240),
      ...award('2020-12-01', 'europe', 249),
      ...award('2020-12-01', 'asia', 249),
    ]),
    is: { '2021-03-01': { tier: 'base' } },
  },
])
