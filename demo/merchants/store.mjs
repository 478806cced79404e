// One store's log from the figures of each month: what the platform settles every Friday, and what the store does in between.
import { at, dayOf, fridaysOf, Log, monthsFrom, now } from './log.mjs'

const counts = ['orders', 'onTime', 'refunded', 'byMembers', 'received', 'answered']
const fields = ['storeDetails', 'completeDishes', 'setMenus']

/**
 * `months`: figures by month, each holding until another month says otherwise; `now`: the four weeks up to today. Of a month,
 * `orders` ... `answered` are sums of its last four Fridays, exact where the month is written out and a little off elsewhere;
 * `photos` and `newDishes` are what it adds, on days 5 to 19, so that a review on the 1st and today see whole months.
 */
export function storeRecord(spec) {
  const log = new Log(spec.id)
  const months = monthsFrom(spec.joined.slice(0, 7), '2026-11')
  const dated = {
    ...Object.fromEntries(fields.map((field) => [field, []])),
    ...structuredClone(spec.dated ?? {}),
  }
  let figures = {}
  let carried = null // the last Friday of October lies in the four weeks before today
  for (const month of months) {
    const written = month === '2026-11' ? spec.now : spec.months[month]
    const changed = { ...figures, ...written }
    for (const field of fields)
      if (changed[field] !== undefined && changed[field] !== figures[field])
        dated[field].push({
          from: figures[field] === undefined ? at(spec.joined, '09:00:00') : at(dayOf(month, 12), '15:20:00'),
          value: changed[field],
        })
    figures = changed
    carried = settle(log, spec, month, written ? figures : roughly(log, figures), carried)
    addWork(log, month, figures)
  }
  for (const [type, when, more] of spec.facts ?? []) log.add(type, when, more)
  return {
    id: spec.number,
    name: spec.name,
    joinedAt: at(spec.joined, '09:00:00'),
    fields: fieldsOf(dated),
    facts: log.facts(),
  }
}

export const fieldsOf = (dated) =>
  Object.fromEntries(
    Object.entries(dated).filter(([, values]) => !Array.isArray(values) || values.length > 0),
  )

/** The figures a little off: nobody's months are alike. */
function roughly(log, figures) {
  const share = 0.97 + log.random() * 0.05
  const orders = Math.round(figures.orders * share)
  const rate = (name, of, to) =>
    Math.min(to, Math.round((figures[name] / figures[of]) * to) + log.whole(-1, 1))
  return {
    ...figures,
    orders,
    onTime: rate('onTime', 'orders', orders),
    refunded: Math.max(0, Math.round((figures.refunded * orders) / figures.orders)),
    byMembers: Math.max(0, rate('byMembers', 'orders', orders)),
    answered: Math.max(0, rate('answered', 'received', figures.received)),
  }
}

/** The Friday settlements of a month. What its last one held is returned. */
function settle(log, spec, month, figures, carried) {
  const fridays = fridaysOf(month).filter((day) => at(day, '18:00:00') <= now)
  const current = month === '2026-11' && carried !== null
  const days = current ? fridays : fridays.slice(-4)
  const weeks = days.map(() => ({}))
  const weights = log.weights(days.length) // one for all counts: a week's rates are its month's
  for (const name of counts) {
    const total = figures[name] - (current ? carried[name] : 0)
    const parts = log.parts(total, weights)
    parts.forEach((part, place) => (weeks[place][name] = part))
  }
  const early = fridays.length > days.length && !current ? { ...weeks[1] } : null
  const all = early ? [early, ...weeks] : weeks
  const on = early ? fridays : days
  const wanted = figures.points && log.parts(figures.points, log.weights(on.length))
  all.forEach((week, place) => {
    const points = figures.weekPoints?.[place] ?? wanted?.[place]
    const amountFen =
      points === undefined
        ? week.orders * (spec.ticketFen + log.whole(-300, 300))
        : points * 2000 + log.whole(0, 1999)
    log.add('weekReport', at(on[place], '18:00:00'), { ...week, amountFen })
  })
  return weeks[weeks.length - 1]
}

function addWork(log, month, figures) {
  const to = 19
  if (figures.photos) {
    const days = log.days(month, Math.min(3, figures.photos), 6, to)
    log
      .parts(figures.photos, log.weights(days.length))
      .forEach((pictures, place) => log.add('photo', at(days[place], log.time(10, 18)), { pictures }))
  }
  for (let place = 0; place < (figures.newDishes ?? 0); place++)
    log.add('dishAdded', at(dayOf(month, log.whole(5, to)), log.time(10, 16)))
}

/** A special in each of the weeks, named by their Mondays. */
export const specials = (...mondays) =>
  mondays.map((monday, place) => {
    const day = new Date(`${monday}T00:00:00Z`)
    day.setUTCDate(day.getUTCDate() + 1 + (place % 4))
    return ['special', at(day.toISOString().slice(0, 10), `1${place % 5}:2${place % 6}:00`)]
  })
/** Uses of a benefit on the given days. */
export const uses = (benefit, ...days) =>
  days.map((day, place) => ['tk.useBenefit', at(day, `1${place % 9}:3${place % 6}:00`), { benefit }])
/** Campaigns joined on the given days. */
export const joins = (...days) => days.map((day) => ['campaignJoined', at(day, '11:05:00')])
/** The options of a benefit taken on a day. */
export const chooses = (benefit, day, ...options) => [
  ['tk.chooseBenefit', at(day, '14:10:00'), { benefit, options }],
]
