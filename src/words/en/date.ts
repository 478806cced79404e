/** The words beside dates, in English: what `Intl` does not say. */
export const date = {
  /** A range of days without a first one. */
  until: (day: string) => `until ${day}`,
  daysLeft: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
  lastDay: 'last day',
  over: 'over',
  /** In whose time dates are meant. `city` as the zone writes it: New York. */
  zone: (city: string) => `${city} time`,
  utc: 'UTC',
}

export type DateWords = typeof date
