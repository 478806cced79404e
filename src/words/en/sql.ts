/** The words beside a query, in English. */
export const sql = {
  title: (program: string, version: string, ladder: string, at: string, database: string) =>
    `${program}, version ${version}: ${ladder}, if reviewed at ${at}. For ${database}.`,
  reads: (table: string) => `Reads ${table}, one row a merchant. NULL is what is not known, never NaN.`,
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
