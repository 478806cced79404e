/** Time zones by what people call them: a city that has no zone of its own, or another name of one. A guess for a message, never a rule. */
import { nearestOf } from './nearest.js'

/** By zone, the cities that are written in its place. */
const cities: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'Beijing Peking Guangzhou Canton Shenzhen Hangzhou Chengdu Wuhan Nanjing Tianjin China',
  'Asia/Hong_Kong': 'HongKong Hongkong',
  'Asia/Taipei': 'Taiwan',
  'Asia/Tokyo': 'Osaka Kyoto Japan',
  'Asia/Seoul': 'Busan Korea',
  'Asia/Kolkata': 'Mumbai Delhi New_Delhi Bangalore Bengaluru Chennai India',
  'Asia/Ho_Chi_Minh': 'Hanoi Vietnam',
  'Asia/Jakarta': 'Indonesia',
  'Asia/Singapore': 'Singapur',
  'Asia/Bangkok': 'Thailand',
  'Asia/Dubai': 'Abu_Dhabi',
  'Europe/Vienna': 'Wien Austria',
  'Europe/Berlin': 'Munich Muenchen Frankfurt Hamburg Cologne Germany',
  'Europe/Zurich': 'Zuerich Geneva Genf Basel Bern',
  'Europe/Rome': 'Roma Rom Milan Milano Italy',
  'Europe/Madrid': 'Barcelona Spain',
  'Europe/Lisbon': 'Lisboa Lissabon',
  'Europe/Paris': 'Lyon Marseille France',
  'Europe/Prague': 'Praha Prag',
  'Europe/Warsaw': 'Warszawa Warschau Krakow',
  'Europe/Copenhagen': 'Kopenhagen Kobenhavn',
  'Europe/Moscow': 'Moskau Moskva',
  'Europe/London': 'England Manchester Edinburgh',
  'Europe/Amsterdam': 'Rotterdam Netherlands',
  'America/New_York': 'NewYork Boston Washington Miami Atlanta',
  'America/Chicago': 'Dallas Houston',
  'America/Los_Angeles': 'LosAngeles San_Francisco SanFrancisco Seattle San_Diego',
  'America/Toronto': 'Ottawa',
  'America/Sao_Paulo': 'SaoPaulo Rio Rio_de_Janeiro Brasilia',
  'Australia/Sydney': 'Canberra',
  UTC: 'GMT Zulu',
}

/** The zone that was probably meant; empty where none is near. */
export const zoneNear = (found: string): string => {
  const city = (found.split('/').pop() ?? '').toLowerCase()
  const zones = Object.keys(cities)
  const called = zones.find((zone) =>
    `${cities[zone]!} ${zone.split('/').pop()!}`.toLowerCase().split(' ').includes(city),
  )
  if (called !== undefined) return called
  // of a whole name most letters are the continent's
  const near = nearestOf(city, zones.map((zone) => zone.split('/').pop()!)) // prettier-ignore
  return near === '' ? '' : zones.find((zone) => zone.split('/').pop() === near)!
}
