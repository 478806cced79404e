import { cases, merchant, one, programOf } from './case.js'

const indicators = ['showcase', 'inquiry', 'quote', 'order', 'ship', 'after']
const seller = (...points: number[]) =>
  merchant(
    '2021-01-01',
    points.flatMap((each, place) =>
      one('measured', '2021-11-20', { indicator: indicators[place], points: each }),
    ),
  )

cases(programOf('alibaba-ggs-stars'), [
  {
    name: 'B1 six indicators from 90: 5 stars',
    of: seller(90, 91, 92, 93, 94, 95),
    is: { '2021-12-05': { stars: 'five', score: 5 } },
  },
  {
    name: 'B2 the lowest of six indicators decides: 84.9 is 3 stars',
    of: seller(99, 99, 84.9, 99, 99, 99),
    is: { '2021-12-05': { stars: 'three', quoteStars: 3, showcaseStars: 5 } },
  },
])
