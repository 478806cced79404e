// One organization of the index: its log from the figures of each month, and what a review knows of it. The others have no log, only values.
import { at, dayOf, Log, monthsFrom, now } from './log.mjs'
import { fieldsOf } from './store.mjs'

const weekly = ['messages', 'answered', 'meetings', 'approvals', 'reports']
const fields = ['inStructure', 'withManager', 'twoStep', 'devicesKnown', 'formsBuilt']

/**
 * `months`: figures by month, each holding until another month says otherwise. The weekly ones are sums of a week, settled on Sunday
 * evening; the others are fields, changed on the 8th, or from joining on.
 */
export function organizationRecord(spec) {
  const log = new Log(spec.id)
  const months = monthsFrom(spec.joined.slice(0, 7), '2026-11')
  const dated = Object.fromEntries(fields.map((field) => [field, []]))
  let figures = {}
  months.forEach((month, nth) => {
    const changed = { ...figures, ...spec.months[month] }
    for (const field of fields)
      if (changed[field] !== figures[field]) {
        const from = nth === 0 ? at(spec.joined, '09:00:00') : at(dayOf(month, 8), '10:30:00')
        dated[field].push({ from, value: changed[field] })
      }
    figures = changed
    for (const sunday of sundaysOf(month)) if (sunday > spec.joined) log.add('weekUsed', at(sunday, '22:00:00'), weekOf(log, figures)) // prettier-ignore
  })
  for (const [type, when, more] of spec.facts ?? []) log.add(type, when, more)
  const { industry, size, people } = spec
  return {
    id: spec.number,
    name: spec.name,
    joinedAt: at(spec.joined, '09:00:00'),
    fields: fieldsOf({ industry, size, people, ...dated }),
    facts: log.facts(),
  }
}

function weekOf(log, figures) {
  const share = 0.97 + log.random() * 0.06
  const week = Object.fromEntries(weekly.map((name) => [name, Math.round((figures[name] ?? 0) * share)]))
  return { ...week, answered: Math.min(week.answered, week.messages) }
}

const plusDays = (day, count) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}
const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7 // 0 is Monday
const sundaysOf = (month) => {
  const first = plusDays(dayOf(month, 1), 6 - weekdayOf(dayOf(month, 1)))
  return [0, 7, 14, 21, 28]
    .map((days) => plusDays(first, days))
    .filter((day) => day.startsWith(month) && at(day, '22:00:00') <= now)
}

/** What a review that counts up to a day knows of an organization, by its log alone: its last four whole weeks, and half a year of drills. */
export function organizationMetrics({ facts }, day) {
  const end = plusDays(day, -weekdayOf(day))
  const between = (type, from, to) =>
    facts.filter(
      (fact) => fact.type === type && fact.at >= at(from, '00:00:00') && fact.at < at(to, '00:00:00'),
    )
  const weeks = between('weekUsed', plusDays(end, -28), end)
  const used = Object.fromEntries(
    weekly.map((name) => [name, weeks.reduce((sum, week) => sum + week[name], 0)]),
  )
  return { ...used, drills: between('drillHeld', plusDays(day, -180), day).length }
}

/** How many organizations of each kind there are; of large services so few that they are compared with all services. */
const kinds = [
  ...[['retail', 'small', 58, 8, 49], ['retail', 'medium', 44, 50, 420], ['retail', 'large', 26, 520, 2600]],
  ...[['manufacturing', 'small', 36, 12, 49], ['manufacturing', 'medium', 52, 60, 480], ['manufacturing', 'large', 34, 500, 4200]],
  ...[['services', 'small', 62, 8, 48], ['services', 'medium', 38, 50, 360], ['services', 'large', 11, 510, 1900]],
] // prettier-ignore

/** The other organizations: records of values, and what each brings to a review. */
export function otherOrganizations() {
  const records = []
  const metricsOf = new Map()
  for (const [industry, size, count, least, most] of kinds)
    for (let place = 0; place < count; place++) {
      const draw = new Log(`other organization ${industry} ${size} ${place}`)
      const bell = () => draw.random() + draw.random() + draw.random() + draw.random() - 2
      const id = `${industry}-${size}-${place}`
      const people = draw.whole(least, most)
      const care = bell()
      const share = (mean, spread) => Math.min(1, Math.max(0.02, mean + 0.27 * care + spread * bell()))
      const part = (mean, spread) => Math.round(people * share(mean, spread))
      records.push({
        id,
        joinedAt: at(dayOf(draw.random() < 0.8 ? '2026-01' : '2026-06', draw.whole(3, 27))),
        fields: {
          ...{ industry, size, people },
          ...{ inStructure: part(0.68, 0.2), withManager: part(0.48, 0.24), twoStep: part(0.48, 0.4) },
          ...{
            devicesKnown: part(0.4, 0.26),
            formsBuilt: Math.max(0, Math.round(5 + 8 * care + 5 * bell())),
          },
        },
      })
      const perHead = 50 * Math.exp(0.7 * care + 0.6 * bell())
      const rates = [share(0.48, 0.14), 0.34 * Math.exp(1.1 * care + 0.7 * bell()), 1.2 * Math.exp(1.2 * care + 0.8 * bell()), 0.6 * Math.exp(1.1 * care + 0.9 * bell())] // prettier-ignore
      const drills = Math.max(0, Math.round(0.8 + 1.2 * care + 0.8 * bell()))
      metricsOf.set(id, (day) => {
        const months = Number(day.slice(5, 7)) - 5
        const grown = (1 + 0.015 * months) * (0.96 + 0.08 * new Log(id + day).random())
        const messages = Math.round(people * perHead * grown)
        const [answering, meeting, approving, reporting] = rates
        return {
          messages,
          answered: Math.round(messages * Math.min(0.97, answering * (1 + 0.005 * months))),
          meetings: Math.round(people * meeting * grown),
          approvals: Math.round(people * approving * grown),
          reports: Math.round(people * reporting * grown),
          drills,
        }
      })
    }
  return { records, metricsOf }
}
