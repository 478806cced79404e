/** The words beside a query, in English. */
export const sql = {
  title: (program: string, version: string, ladder: string, at: string, database: string) =>
    `${program}, version ${version}: ${ladder}, if reviewed at ${at}. For ${database}.`,
  reads: (table: string) => `Reads ${table}, one row a merchant. NULL is what is not known, never NaN.`,
  readsEvents: (table: string) =>
    `Counts ${table}, one row an event, a column a field. NULL is what is not known.`,
  events: {
    id: 'of the event, each once for a merchant',
    merchant: 'whose event it is: the id of the merchant',
    type: "the event's id in the program",
    at: 'when it happened',
    seen: 'when it arrived, NULL for as soon as it happened',
    ref: 'the id of the event that it undoes',
  },
  arrived: (at: string, cutOff: string | null) =>
    `Events that arrived before ${at}${cutOff === null ? '' : ` and happened before the data cut-off, ${cutOff}`}, later ones count at the next review`,
  undone: 'What undoes an event and has arrived, and how much of it is taken back',
  named: (name: string, unit: string) => (name === '' ? unit : `${name}, ${unit}`),
  id: 'of the merchant, each once',
  held: 'the tier held, by its place',
  fence: (words: string) => `${words} ends each step, so that it is computed once however often it is read.`,
  units: {
    money: 'in the smallest unit of the currency',
    integer: 'whole number',
    number: 'number',
    percent: 'percent: 3 is 3 %',
    days: 'days',
    months: 'months',
    minutes: 'minutes',
    points: 'points',
    score: 'points',
    flag: 'true or false',
    date: 'instant',
    choice: 'one of',
    tier: "the tier held, '' for none, of",
  },
}
export type SqlWords = typeof sql
