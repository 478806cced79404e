import { cases, merchant, one, programOf, type Facts } from '../case.js'

const mondays = ['2024-05-13', '2024-05-20', '2024-05-27', '2024-06-03', '2024-06-10'] as const
const days = ['2024-05-08', '2024-05-15', '2024-05-22', '2024-05-29', '2024-06-05']
/** A trip in the morning of a week's Wednesday. */
const week = (number: number, points: number): Facts =>
  one('trip', `${days[number]}T09:00:00+07:00`, { points })
const driver = (id: string, weeks: number[], { rating = 4.5, facts = [] as Facts } = {}) =>
  merchant('2024-05-06', [...weeks.flatMap((points, number) => week(number, points)), ...facts], {
    id,
    fields: { city: 'jakarta', rating },
  })
const five = (...weeks: number[][]) =>
  weeks[0]!.map((_, place) =>
    driver(
      `d${place}`,
      weeks.map((points) => points[place]!),
    ),
  )
const b = 'bronze'
const s = 'silver'
const steps = [50, 40, 30, 20, 10]
const equal = [10, 10, 10, 10, 10]

cases(programOf('more/driver-league'), [
  {
    name: 'DL1 the best of five goes up, and points begin anew',
    of: five(steps),
    ranked: [mondays[0]],
    is: { '2024-05-12': { weekPoints: 50 } },
    all: { [mondays[0]]: { division: [s, b, b, b, b], weekPoints: [0, 0, 0, 0, 0] } },
  },
  {
    name: 'DL2 of two equal the better rated goes up',
    of: [
      driver('a', [50]),
      driver('b', [50], { rating: 4.9 }),
      driver('c', [30]),
      driver('d', [20]),
      driver('e', [10]),
    ],
    ranked: [mondays[0]],
    is: {},
    all: { [mondays[0]]: { division: [b, s, b, b, b] } },
  },
  {
    name: 'DL3 in silver the best goes on and the worst falls, unless a shield cancels it, once',
    of: five(equal, steps, equal).map((one, place) =>
      place === 4 ? driver('d4', [10, 10, 1], { facts: [{ type: 'shieldUsed', at: '2024-05-14' }] }) : one,
    ),
    ranked: [mondays[0], mondays[1]],
    is: {},
    all: {
      [mondays[0]]: { division: [s, s, s, s, s] },
      [mondays[1]]: {
        division: ['gold', s, s, s, s],
        shield: [
          'nothing is called shield',
          'nothing is called shield',
          'nothing is called shield',
          'nothing is called shield',
          false,
        ],
      },
    },
  },
  {
    name: 'DL3 the same without a shield',
    of: five(equal, steps),
    ranked: [mondays[0], mondays[1]],
    is: {},
    all: { [mondays[1]]: { division: ['gold', s, s, s, b] } },
  },
  {
    name: 'DL4 four drivers are too few: nobody moves',
    of: five([50, 40, 30, 20]),
    ranked: [mondays[0]],
    is: {},
    all: { [mondays[0]]: { division: [b, b, b, b] } },
  },
  {
    name: 'DL5 evening trips count double by the clock of the driver, and 300 points are the most of a day',
    of: merchant(
      '2024-05-06',
      [
        ...one('trip', '2024-05-08T18:00:00+08:00', { points: 40 }),
        ...one('trip', '2024-05-08T21:59:59+08:00', { points: 40 }),
        ...one('trip', '2024-05-08T22:00:00+08:00', { points: 40 }),
      ],
      {
        zone: 'Asia/Makassar',
        fields: { city: 'makassar', rating: 5 },
      },
    ),
    is: { '2024-05-09': { weekPoints: 200 } },
  },
  {
    name: 'DL5 500 points of a day are 300',
    of: driver('m', [500]),
    is: { '2024-05-09': { weekPoints: 300 } },
  },
  {
    name: 'DL6 three weeks in gold in a row open the bonus for two weeks',
    of: five([50, 1, 1, 1, 1], [50, 1, 1, 1, 1], steps, steps, steps).map((one, place) =>
      place === 0 ? one : driver(`d${place}`, [50, 1, 1, 1, 1]),
    ),
    ranked: mondays,
    is: {
      [mondays[0]]: { division: s },
      [mondays[1]]: { division: 'gold', goldWeeks: 0 },
      [mondays[2]]: { division: 'gold', goldWeeks: 1, rivalsRanked: 1 },
      [mondays[3]]: { division: 'gold', goldWeeks: 2, goldBonus: 'locked' },
      [mondays[4]]: { division: 'gold', goldWeeks: 3, goldBonus: 'available' },
    },
  },
])
