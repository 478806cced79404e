import { cases, merchant, one, programOf, type Facts } from './case.js'

const seller = (points: number, ...more: Facts) =>
  merchant('2020-01-01', [...one('broughtForward', '2020-02-01', { points }), ...more])
const good = one('feedback', '2020-03-01', { opinion: 'positive' })

cases(programOf('taobao-hearts'), [
  {
    name: 'Y5 250: five hearts; 251: one diamond',
    of: seller(250, ...good),
    is: {
      '2020-02-02': { feedbackScore: 250, rank: 'heart5' },
      '2020-03-02': { feedbackScore: 251, rank: 'diamond1' },
    },
  },
  {
    name: 'Y5 3: no level; 4: one heart',
    of: seller(3, ...good),
    is: { '2020-02-02': { rank: 'none' }, '2020-03-02': { rank: 'heart1' } },
  },
  {
    name: 'Y5 10,000,001: five gold crowns',
    of: seller(10_000_000, ...good),
    is: { '2020-02-02': { rank: 'goldCrown4' }, '2020-03-02': { rank: 'goldCrown5' } },
  },
])
