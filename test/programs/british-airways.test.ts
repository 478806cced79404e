import { cases, merchant, one, programOf, type Facts } from './case.js'

const flight = (at: string, tierPoints: number) => one('flight', at, { tierPoints })
const flyer = (...facts: Facts[]) => merchant('2011-05-08', facts.flat())

cases(programOf('british-airways'), [
  {
    name: 'V1 Gold and no flights: Silver next year, then Bronze, then Blue',
    of: flyer(flight('2011-09-01', 1500)),
    is: {
      '2011-09-02': { card: 'gold', tierPoints: 1500 },
      '2012-05-07': { card: 'gold' },
      '2012-05-08': { card: 'gold', tierPoints: 0 }, // earned again in the year that ended
      '2013-05-07': { card: 'gold' },
      '2013-05-08': { card: 'silver' },
      '2014-05-08': { card: 'bronze' },
      '2015-05-08': { card: 'blue' },
      '2016-05-08': { card: 'blue' },
    },
  },
  {
    name: 'V4 Gold that earns the points of Bronze: Silver, the higher of what was earned and one step down',
    of: flyer(flight('2011-09-01', 1500), flight('2012-09-01', 300)),
    is: { '2013-05-07': { card: 'gold', tierPoints: 300 }, '2013-05-08': { card: 'silver', tierPoints: 0 } },
  },
  {
    name: 'V4 Gold that earns the points of Gold on the last day of its year stays',
    of: flyer(flight('2011-09-01', 1500), flight('2013-05-07T20:00:00+01:00', 1500)),
    is: { '2013-05-08': { card: 'gold', tierPoints: 0 } },
  },
  {
    name: 'V4 a tier is entered at once, with the points of one membership year',
    of: flyer(flight('2011-09-01', 200), flight('2012-06-01', 200), flight('2012-07-01', 100)),
    is: {
      '2012-06-02': { card: 'blue', tierPoints: 200 },
      '2012-07-02': { card: 'bronze', tierPoints: 300 },
    },
  },
])
