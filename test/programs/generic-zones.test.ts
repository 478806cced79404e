import { cases, changed, merchant, one, programOf } from './case.js'

const [first, second, third] = ['2024-05-13', '2024-05-20', '2024-05-27']
/** One group by its points of the week before 13 May, and of the weeks after. */
const group = (...weeks: number[][]) =>
  weeks[0]!.map((_, place) =>
    merchant(
      '2024-05-06',
      weeks.flatMap((points, week) =>
        one('lesson', ['2024-05-08', '2024-05-15', '2024-05-22'][week]!, { xp: points[place]! }),
      ),
      { id: `p${place}`, fields: { groupNumber: 1 } },
    ),
  )
const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((each) => each * 100)
const b = 'bronze'
const s = 'silver'

cases(programOf('generic-zones'), [
  {
    name: 'Y-3 a group of 10: the best two go up, and nobody falls from the lowest',
    of: group(ten),
    ranked: [first],
    is: { [first]: { groupSize: 10, 'rank:xp': 1 } },
    all: { [first]: { division: [s, s, b, b, b, b, b, b, b, b] } },
  },
  {
    name: 'Y-3 in the middle division the best two of 10 go up and the worst two down, one step',
    of: group(
      ten.map(() => 500),
      ten,
    ), // all equal in the first week: all go up
    ranked: [first, second],
    is: {},
    all: {
      [first]: { division: ten.map(() => s) },
      [second]: { division: ['gold', 'gold', s, s, s, s, s, s, b, b] },
    },
  },
  {
    name: 'Y-3 ties: all who are equal at the second place go up, one more than two',
    of: group([900, 800, 800, 700, 600, 500]),
    ranked: [first],
    is: {},
    all: { [first]: { division: [s, s, s, b, b, b] } },
  },
  {
    name: 'Y-3 ties by the worse place: of two equal at the second place none goes up',
    by: changed('generic-zones', '"ties": "better"', '"ties": "worse"'),
    of: group([900, 800, 800, 700, 600, 500]),
    ranked: [first],
    is: {},
    all: { [first]: { division: [s, b, b, b, b, b] } },
  },
  {
    name: 'Y-3 a group of 3: nobody moves',
    of: group([900, 800, 700]),
    ranked: [first],
    is: { [first]: { groupSize: 3 } },
    all: { [first]: { division: [b, b, b] } },
  },
  {
    name: 'Y-3 who is alone at a division neither rises nor falls, and nobody rises from the highest',
    // five go up, then two of the five, and these are alone with each other at gold
    of: group([10, 10, 10, 10, 5, 4], [40, 30, 20, 10, 1, 2], [1, 2, 3, 4, 5, 6]),
    ranked: [first, second, third],
    is: {},
    all: {
      [second]: { division: ['gold', 'gold', b, b, b, b] },
      [third]: { division: ['gold', 'gold', b, b, s, s] },
    },
  },
])
