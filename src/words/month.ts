/** How many days the month has in which a day is written, such as `2024-02-30`; 0 where it names no month. */
export function daysIn(found: string | number): number {
  const [, year = 0, month = 0] = (/^(\d{4})-(\d\d)-\d\d$/.exec(String(found)) ?? []).map(Number)
  if (month < 1 || month > 12 || year < 1) return 0
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].indexOf(month) >= 0 ? 30 : 31
}
