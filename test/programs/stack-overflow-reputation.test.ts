import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const day = '2020-03-10T'
/** Votes of a day, one a minute from ten o'clock on. */
const votes = (...types: string[]) =>
  types.map((type, place) => one(type, `${day}10:${String(place).padStart(2, '0')}:00Z`)[0]!)
const ups = (count: number): string[] => many(count, 'x', '').map(() => 'upvoted')
const user = (facts: Facts) => merchant('2020-01-01', facts)
const end = '2020-03-11'

cases(programOf('stack-overflow-reputation'), [
  {
    name: 'Q1 25 votes up: 200 of the day',
    of: user(votes(...ups(25))),
    is: { '2020-03-10': { reputation: 1 }, [end]: { reputation: 201 } },
  },
  {
    name: 'Q2 25 votes up and an accepted answer: 215',
    of: user(votes(...ups(25), 'accepted')),
    is: { [end]: { reputation: 216 } },
  },
  {
    name: 'Q2 the accepted answer in between takes no room: 215',
    of: user(votes(...ups(10), 'accepted', ...ups(15))),
    is: { [end]: { reputation: 216 } },
  },
  {
    name: 'Q3 21 votes up, then one down: 198',
    of: user(votes(...ups(21), 'downvoted')),
    is: { [end]: { reputation: 199 } },
  },
  {
    name: 'Q3 the vote down among the first 20, then votes up enough: 200',
    of: user(votes(...ups(10), 'downvoted', ...ups(11))),
    is: { [end]: { reputation: 201 } },
  },
  { name: 'Q4 reputation 1, voted down: 1', of: user(votes('downvoted')), is: { [end]: { reputation: 1 } } },
  { name: 'Q4 casting a vote down at 1: 1', of: user(votes('votedDown')), is: { [end]: { reputation: 1 } } },
  {
    name: 'Q5 23:59:59 and 00:00:00 of UTC are two days',
    of: merchant('2020-01-01', [
      ...many(25, 'upvoted', '2020-03-10T23:59:59Z'),
      ...many(25, 'upvoted', '2020-03-11T00:00:00Z'),
    ]),
    is: { '2020-03-11': { reputation: 401 }, '2020-03-12': { reputation: 401 } },
  },
  {
    name: 'Q6 a privilege is lost when reputation falls under its mark',
    of: user([...votes(...ups(5)), ...one('downvoted', `${day}11:00:00Z`)]),
    is: {
      [`${day}10:59:00Z`]: { reputation: 51, privileges: 'commenter', commenting: 'available' },
      [end]: { reputation: 49, privileges: 'voter', commenting: 'locked' },
    },
  },
  {
    name: 'Q6 a vote that is withdrawn takes back what it gave',
    of: user([
      ...votes('upvoted', 'upvoted'),
      ...one('voteWithdrawn', `${day}12:00:00Z`, { ref: 'upvoted-0' }),
    ]),
    is: {
      [`${day}11:00:00Z`]: { reputation: 21, privileges: 'voter' },
      [end]: { reputation: 11, privileges: 'reader' },
    },
  },
])
