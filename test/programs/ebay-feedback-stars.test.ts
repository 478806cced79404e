import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const given = (positive: number, negative = 0) => [
  ...many(positive, 'feedback', '2020-03-01', { opinion: 'positive' }),
  ...many(negative, 'feedback', '2020-03-02', { opinion: 'negative' }),
]
const next = (opinion: string, id = 'n') => one('feedback', '2020-03-05', { opinion, id })
const member = (...facts: Facts[]) => merchant('2020-01-01', facts.flat())
const before = (points: number) => one('broughtForward', '2020-02-01', { points })

cases(programOf('ebay-feedback-stars'), [
  {
    name: 'Y1 12 positive and 3 negative are 9, no star; one more positive: 10, yellow',
    of: member(given(12, 3), next('positive')),
    is: {
      '2020-03-04': { feedbackScore: 9, rank: 'none' },
      '2020-03-06': { feedbackScore: 10, rank: 'yellow' },
    },
  },
  {
    name: 'Y1 a neutral counts nothing',
    of: member(given(12, 3), next('neutral')),
    is: { '2020-03-06': { feedbackScore: 9, rank: 'none' } },
  },
  {
    name: 'Y2 49 is yellow, 50 is blue',
    of: member(given(49), next('positive')),
    is: {
      '2020-03-04': { feedbackScore: 49, rank: 'yellow' },
      '2020-03-06': { feedbackScore: 50, rank: 'blue' },
    },
  },
  {
    name: 'Y3 999,999 is green shooting, 1,000,000 silver shooting',
    of: member(before(999_999), next('positive')),
    is: {
      '2020-03-04': { feedbackScore: 999_999, rank: 'greenShooting' },
      '2020-03-06': { feedbackScore: 1_000_000, rank: 'silverShooting' },
    },
  },
  {
    name: 'Y4 a negative is removed: the score rises by 1',
    of: member(given(12), next('negative'), one('removed', '2020-03-07', { ref: 'n' })),
    is: { '2020-03-06': { feedbackScore: 11 }, '2020-03-08': { feedbackScore: 12 } },
  },
  {
    name: 'Y4 a score below 0 climbs back by what is removed and by what comes',
    of: member(given(0, 3), next('positive'), one('removed', '2020-03-07', { ref: 'feedback-0' })),
    is: {
      '2020-03-04': { feedbackScore: -3, rank: 'none' },
      '2020-03-06': { feedbackScore: -2 },
      '2020-03-08': { feedbackScore: -1 },
    },
  },
])
