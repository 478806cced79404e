/** The words of the points ledger, in English. Numbers, dates and names arrive said already, unless a plural needs the number. */
import { inside } from './say.js'

export const points = {
  title: 'Points',

  toUse: (account: string, worth: string | null) =>
    `${inside(account)} to use${worth ? `, worth ${worth}` : ''}`,
  pending: 'more pending',
  accounts: 'Account',

  unit: (account: string) => account,
  lapses: 'Lapses on',
  lastDay: (date: string, left: string) => `last day to use: ${date}, ${left}`,
  never: 'Never lapses',
  resets: (date: string) => `Until the reset on ${date}`,
  allLots: (count: number) => `All ${count} dates`,
  fewerLots: 'Show fewer',
  nothingLapses: 'Nothing to lapse: the balance is empty',

  byMonth: 'By month',
  asTable: 'As a table',
  asChart: 'As a chart',
  month: 'Month',
  chartOf: (months: number) => `Points by month, the last ${months}`,
  series: { earned: 'earned', spent: 'spent, less returned', lapsed: 'lapsed', adjusted: 'adjusted' },
  monthSeries: (month: string) => `${month}:`,

  filter: 'Show',
  filters: { all: 'All', earned: 'Earned', spent: 'Spent', lapsed: 'Lapsed' },
  search: 'Search entries',
  csv: 'CSV',
  csvLabel: 'Download as CSV',
  csvBusy: 'Reading all entries',
  csvFailed: 'Not all entries could be read: try the download again',
  csvName: 'points',
  columns: {
    date: 'Date',
    what: 'What happened',
    balance: 'Balance',
    kind: 'Kind',
    lapses: 'Lapses on',
    reference: 'Reference',
  },

  kinds: {
    start: 'Opening balance',
    earn: 'Earned',
    reward: 'Reward',
    spend: 'Spent',
    return: 'Returned',
    hold: 'Held',
    capture: 'Redeemed',
    release: 'Released',
    expire: 'Lapsed',
    clawBack: 'Taken back',
    adjust: 'Adjusted',
    reset: 'Reset',
  },
  settled: 'Spending completed; the balance stays',
  lapsesOn: (date: string) => `lapses ${date}`,
  drawnFrom: (date: string) => `from those that lapse ${date}`,
  drawnFromLots: (count: number) => `from ${count} lots, next to lapse first`,
  backIn: (date: string) => `back with those that lapse ${date}`,
  reverses: (date: string) => `reverses ${date}`,
  pendingWord: 'pending',
  pendingReward: 'Reward, not in the balance yet',
  pendingSpend: 'Sent; waiting for the answer',

  flows: {
    earned: 'earned',
    returned: 'returned',
    spent: 'spent',
    lapsed: 'lapsed',
    takenBack: 'taken back',
    adjusted: 'adjusted',
  },
  flow: (name: string, points: string) => `${name} ${points}`,

  more: (count: number) => `Show ${count} more`,
  older: 'Load older entries',
  found: (count: number) => `${count} found`,
  nothing: {
    all: 'No entries yet',
    earned: 'Nothing earned yet',
    spent: 'Nothing spent yet',
    lapsed: 'Nothing has lapsed',
  },
  notFound: (text: string) => `Nothing matches “${text}”`,
  notFoundYet: (text: string, date: string) => `Nothing matches “${text}” since ${date}`,
  clear: 'Clear the search',
  noHistory: 'History is not offered here',
  listFailed: 'Couldn’t load the entries',
  retry: 'Retry',
  loadingList: 'Loading entries',

  noAccount: 'No points account',
  noAccountHint: 'This program gives no points.',
  errorTitle: 'Couldn’t load your points',
  sumOf: (lots: number) => (lots === 1 ? 'One lot' : `${lots} lots; oldest spent first`),
  rate: (points: string, account: string, money: string) => `${points} ${inside(account)} = ${money}`,
}

export type PointsWords = typeof points
