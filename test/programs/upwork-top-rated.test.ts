import { cases, merchant, one, programOf, type Facts } from './case.js'

const DAY = 86_400_000
const monday = (week: number): string =>
  new Date(Date.parse('2022-01-03') + week * 7 * DAY).toISOString().slice(0, 10)
/** A score from the Sunday before each Monday, `x` for a bad week (80), `.` for a good one (95). */
const scores = (weeks: string) =>
  [...weeks].map((each, week) => ({
    from: new Date(Date.parse(monday(week)) - DAY).toISOString().slice(0, 10),
    value: each === 'x' ? 80 : each === '-' ? 89 : each === 'n' ? null : 95,
  }))
const talent = (weeks: string, more: object = {}, facts: Facts = []) =>
  merchant(
    '2021-06-01',
    [
      ...one('project', '2021-07-01'),
      ...one('paid', '2021-12-01', { amountCents: 100_000 }),
      ...one('visit', '2021-12-20'),
      ...one('visit', '2022-03-10'),
      ...one('visit', '2022-06-01'),
      ...facts,
    ],
    {
      fields: { jobSuccess: scores(weeks), risingTalent: false, profile: 100, accountState: 'good', ...more },
    },
  )
const good = (count: number): string => '.'.repeat(count)
const bad = (count: number): string => 'x'.repeat(count)

cases(programOf('upwork-top-rated'), [
  {
    name: 'U1 12 of 16 weeks: not yet',
    of: talent(bad(4) + good(12)),
    is: { [monday(15)]: { status: 'freelancer' } },
  },
  {
    name: 'U1 13 of 16 weeks: Top Rated',
    of: talent(bad(3) + good(13)),
    is: { [monday(14)]: { status: 'freelancer' }, [monday(15)]: { status: 'topRated' } },
  },
  {
    name: 'U2 with 4 bad weeks at the old end each good week adds one',
    of: talent(bad(4) + good(13)),
    is: { [monday(15)]: { status: 'freelancer' }, [monday(16)]: { status: 'topRated' } },
  },
  {
    name: 'U2 with 4 bad weeks at the new end it stays 12 of 16 for 12 good weeks and is 13 with the 13th',
    of: talent(good(12) + bad(4) + good(13)),
    is: {
      [monday(11)]: { status: 'freelancer' },
      [monday(15)]: { status: 'freelancer' },
      [monday(16)]: { status: 'freelancer' },
      [monday(27)]: { status: 'freelancer' },
      [monday(28)]: { status: 'topRated' },
    },
  },
  {
    name: 'U3 13 of 16 weeks, but 89 now: no',
    of: talent(good(13) + 'x-' + '-'),
    is: { [monday(12)]: { status: 'topRated' }, [monday(15)]: { status: 'freelancer', jobSuccess: 89 } },
  },
  {
    name: 'U4 16 of 16 weeks as Rising Talent and no score: no',
    of: talent('n'.repeat(16), { risingTalent: true }),
    is: { [monday(15)]: { status: 'freelancer', jobSuccess: null } },
  },
  {
    name: 'U4 weeks as Rising Talent count once there is a score',
    of: talent('n'.repeat(15) + '.', { risingTalent: true }),
    is: { [monday(14)]: { status: 'freelancer' }, [monday(15)]: { status: 'topRated' } },
  },
  {
    name: 'paying outside the platform bars for six months',
    of: talent(good(60), {}, [
      ...one('paidOutside', '2022-04-06T12:00:00Z'),
      ...one('visit', '2022-08-20'),
      ...one('paid', '2022-09-01', { amountCents: 100_000 }),
    ]),
    is: {
      '2022-04-06': { status: 'topRated' },
      '2022-04-07': { status: 'freelancer', barred: true },
      '2022-10-06T11:59:59Z': { status: 'freelancer' },
      '2022-10-06T12:00:00Z': { status: 'topRated' },
    },
  },
])
