import { cases, merchant, one, programOf } from './case.js'

const driver = (at: string, zone?: string) =>
  merchant('2024-01-01', one('delivery', at), zone === undefined ? {} : { zone })
const on = '2024-05-03'

cases(programOf('generic-local-hour'), [
  {
    name: 'Y-5 10:59:59 by the local clock: 1 point',
    of: driver('2024-05-01T10:59:59-07:00', 'America/Los_Angeles'),
    is: { [on]: { points: 1 } },
  },
  {
    name: 'Y-5 11:00:00: 2 points',
    of: driver('2024-05-01T11:00:00-07:00', 'America/Los_Angeles'),
    is: { [on]: { points: 2 } },
  },
  {
    name: 'Y-5 13:59:59: 2 points',
    of: driver('2024-05-01T13:59:59-07:00', 'America/Los_Angeles'),
    is: { [on]: { points: 2 } },
  },
  {
    name: 'Y-5 14:00:00: 1 point',
    of: driver('2024-05-01T14:00:00-07:00', 'America/Los_Angeles'),
    is: { [on]: { points: 1 } },
  },
  {
    name: 'Y-5 the same instants by the clock of the program where the driver has none',
    of: driver('2024-05-01T11:00:00-04:00'),
    is: { [on]: { points: 2 } },
  },
  {
    name: 'Y-5 and not by it where the driver has one: 11:00 in New York is 8:00 in Los Angeles',
    of: driver('2024-05-01T11:00:00-04:00', 'America/Los_Angeles'),
    is: { [on]: { points: 1 } },
  },
])
