import type { MerchantRecord } from '../../src/schema/record.js'
import { cases, changed, many, merchant, one, programOf } from './case.js'

const file = 'google-partner'
const other = changed(file, '"headCountTo100": true', '"certificatesTo100": true')
const spend = (dollars: number, product: string, at = '2021-12-20') =>
  one('spend', at, { amountCents: dollars * 100, product })
const certificate = (product = 'search') => one('certificate', '2021-11-01', { product })
/** A company that has everything else right on 25 December 2021. */
const company = (
  fields: Record<string, number | string | boolean | object>,
  facts = [...spend(12_000, 'search'), ...certificate()],
  id = 'm',
) =>
  merchant('2021-12-15', facts, {
    id,
    fields: {
      optimization: 80,
      strategists: 10,
      certified: 5,
      country: 'de',
      participates: true,
      ...fields,
    } as MerchantRecord['fields'],
  })
const on = '2021-12-25'
const strategists = (strategists: number, certified: number) => company({ strategists, certified })

/** The companies of a country, the first with the most spend. */
const country = (count: number) =>
  many(count, 'x', '').map((_, place) =>
    company({}, [...spend(20_000 - place, 'search'), ...certificate()], `c${place}`),
  )
const yearly = '2022-01-01'
const premiers = (count: number, of: number) =>
  many(of, 'x', '').map((_, place) => (place < count ? 'premier' : null))

cases(programOf(file), [
  {
    name: 'G1 300 strategists, 50 certified: pass where head count is counted up to 100',
    of: strategists(300, 50),
    is: { [on]: { level: 'partner', shareOfCounted: 50 } },
  },
  {
    name: 'G1 300 strategists, 50 certified: fail where at most 100 certificates are needed',
    by: other,
    of: strategists(300, 50),
    is: { [on]: { level: 'member' } },
  },
  {
    name: 'G1 300 with 100: pass by head count',
    of: strategists(300, 100),
    is: { [on]: { level: 'partner' } },
  },
  {
    name: 'G1 300 with 100: pass by certificates',
    by: other,
    of: strategists(300, 100),
    is: { [on]: { level: 'partner' } },
  },
  { name: 'G1 60 with 30: pass by head count', of: strategists(60, 30), is: { [on]: { level: 'partner' } } },
  {
    name: 'G1 60 with 30: pass by certificates',
    by: other,
    of: strategists(60, 30),
    is: { [on]: { level: 'partner' } },
  },
  { name: 'G1 60 with 29: fail by head count', of: strategists(60, 29), is: { [on]: { level: 'member' } } },
  {
    name: 'G1 60 with 29: fail by certificates',
    by: other,
    of: strategists(60, 29),
    is: { [on]: { level: 'member' } },
  },
  {
    name: 'G2 9,000 for Search with one certificate, 499 for Video: the rule of product areas passes',
    of: company({}, [...spend(9000, 'search'), ...spend(499, 'video'), ...certificate()]),
    is: { [on]: { productAreas: 'covered', level: 'member' } }, // 9,499 of spend are too little for Partner
  },
  {
    name: 'G2 9,000 for Search with one certificate, 500 for Video: it fails',
    of: company({}, [...spend(9000, 'search'), ...spend(500, 'video'), ...certificate()]),
    is: { [on]: { productAreas: null } },
  },
  {
    name: 'G2 10,000 for Search and 499 for Video: Partner; 500 for Video: not, until there is a certificate for it',
    of: company({}, [
      ...spend(10_000, 'search'),
      ...spend(499, 'video', '2021-12-16'),
      ...spend(1, 'video', '2021-12-18'),
      ...certificate(),
      ...one('certificate', '2021-12-20', { product: 'video' }),
    ]),
    is: { '2021-12-21': { level: 'partner' }, '2021-12-20': { level: 'member' } },
  },
  {
    name: 'G3 a country with 100 participants has 3 Premiers',
    of: country(100),
    ranked: [yearly],
    is: {},
    all: { [yearly]: { premier: premiers(3, 100) } },
  },
  {
    name: 'G3 a country with 33 participants has none, 0.99 rounded down',
    of: country(33),
    ranked: [yearly],
    is: {},
    all: { [yearly]: { premier: premiers(0, 33) } },
  },
  ...['half', 'ceil'].map((round) => ({
    name: `G3 a country with 33 participants has one where 0.99 is rounded by "${round}"`,
    by: changed(file, '"as": "percent"', `"as": "percent", "round": "${round}"`),
    of: country(33),
    ranked: [yearly],
    is: {},
    all: { [yearly]: { premier: premiers(1, 33) } },
  })),
  {
    name: 'G3 the countries are ranked apart',
    of: [
      ...country(33),
      ...country(100).map((one) => ({ ...one, id: `${one.id}p`, fields: { ...one.fields, country: 'pt' } })),
    ],
    ranked: [yearly],
    is: {},
    all: { [yearly]: { premier: [...premiers(0, 33), ...premiers(3, 100)] } },
  },
  {
    name: 'G4 a top company whose optimization score drops to 69 next day: Partner lost, and Premier with it',
    of: [
      company(
        {
          optimization: [
            { from: '2021-01-01', value: 80 },
            { from: '2022-01-01T15:00:00Z', value: 69 },
          ],
        },
        [...spend(30_000, 'search'), ...certificate()],
      ),
      ...country(99),
    ],
    ranked: [yearly],
    is: {
      [yearly]: { level: 'partner', premier: 'premier', seniorSupport: 'available' },
      '2022-01-02': { level: 'member', premier: null, seniorSupport: 'locked' },
    },
  },
  {
    name: 'G4 Premier is not given back before the next yearly choice',
    of: [
      company(
        {
          optimization: [
            { from: '2021-01-01', value: 80 },
            { from: '2022-01-01T15:00:00Z', value: 69 },
            { from: '2022-01-05', value: 90 },
          ],
        },
        [...spend(30_000, 'search'), ...certificate()],
      ),
      ...country(99),
    ],
    ranked: [yearly],
    is: { '2022-01-06': { level: 'partner', premier: null } },
  },
])
