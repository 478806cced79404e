import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const traveller = (...facts: Facts[]) => merchant('2018-01-10', facts.flat())
const stays = (count: number, at = '2019-05-01') => many(count, 'stay', at, { nights: 1 })

cases(programOf('booking-genius'), [
  {
    name: 'N1 sign-up: level 1',
    of: traveller(),
    is: { '2018-01-10': { level: 'level1', 'discount.value': 10 } },
  },
  {
    name: 'N1 4 stays: level 1',
    of: traveller(stays(4)),
    is: { '2019-05-02': { level: 'level1', breakfast: 'locked' } },
  },
  {
    name: 'N1 5 stays: level 2',
    of: traveller(stays(5)),
    is: { '2019-05-02': { level: 'level2', 'discount.value': 15, breakfast: 'available' } },
  },
  { name: 'N1 14 stays: level 2', of: traveller(stays(14)), is: { '2019-05-02': { level: 'level2' } } },
  {
    name: 'N1 15 stays: level 3',
    of: traveller(stays(15)),
    is: { '2019-05-02': { level: 'level3', 'discount.value': 20 } },
  },
  {
    name: 'N1 a stay of four nights is one',
    of: traveller(one('stay', '2019-05-01', { nights: 4 }), stays(3)),
    is: { '2019-05-02': { level: 'level1' } },
  },
  {
    name: 'N2 15 stays over 25 months with at most 14 in any 24: level 2',
    of: traveller(stays(1, '2019-04-10'), stays(13, '2020-06-01'), stays(1, '2021-05-10')),
    is: { '2021-05-11': { level: 'level2', stays: 14 } },
  },
  {
    name: 'N3 level 3 and no stay for 5 years: level 3',
    of: traveller(stays(15)),
    is: { '2024-06-01': { level: 'level3', stays: 0 } },
  },
])
