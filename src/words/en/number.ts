/** The words beside numbers, in English. */
export const number = {
  missing: 'not known',
  yes: 'yes',
  no: 'no',
  aboutMinutes: (minutes: string) => `about ${minutes} min`,
  aboutHours: (hours: string) => `about ${hours} h`,
}

export type NumberWords = typeof number
