// One shop of the growth pyramid: its log from the figures of each month, and what those come to on the day of a review.
import { at, dayOf, daysIn, Log, monthsFrom } from './log.mjs'
import { fieldsOf } from './store.mjs'

const nothing = {
  yuan: 0,
  orders: 0,
  repeat: 0,
  complaints: 0,
  listed: 0,
  campaigns: 0,
  courses: 0,
  lives: 0,
}

/**
 * `months`: figures by month, each holding until another month says otherwise. A month is settled on its last evening; `listed` counts
 * products, `campaigns`, `courses` and `lives` what was joined, finished and hosted, on days 3 to 18 so that today sees whole months.
 */
export function shopRecord(spec) {
  const log = new Log(spec.id)
  let figures = nothing
  for (const month of monthsFrom(spec.joined.slice(0, 7), '2026-11')) {
    const written = spec.months[month]
    figures = { ...figures, ...written }
    const first = month === spec.joined.slice(0, 7) ? Math.max(3, Number(spec.joined.slice(8))) : 3
    settle(log, month, written ? figures : roughly(log, figures))
    addWork(log, month, figures, first)
  }
  for (const [type, when, more] of spec.facts ?? []) log.add(type, when, more)
  return {
    id: spec.number,
    name: spec.name,
    joinedAt: at(spec.joined, '09:00:00'),
    fields: fieldsOf({ arrearsFen: 0, invited: false, underContract: true, ...spec.fields }),
    facts: log.facts(),
  }
}

/** The figures a little off: nobody's months are alike. */
function roughly(log, { yuan, orders, repeat, ...rest }) {
  const share = 0.96 + log.random() * 0.08
  const off = (count) => Math.round(count * share)
  return { ...rest, yuan: off(yuan), orders: off(orders), repeat: off(repeat) }
}

function settle(log, month, { yuan, orders, repeat, complaints }) {
  if (orders > 0)
    log.add('monthClosed', at(dayOf(month, daysIn(month)), '22:00:00'), {
      amountFen: yuan * 100,
      orders,
      repeat,
      complaints,
    })
}

function addWork(log, month, { listed, campaigns, courses, lives }, first) {
  const last = 18
  if (first > last) return
  const batches = log.days(month, Math.min(2, listed), first, last)
  log
    .parts(listed, log.weights(batches.length))
    .forEach((products, place) =>
      log.add('productsListed', at(batches[place], log.time(10, 17)), { products }),
    )
  for (const day of log.days(month, campaigns, first, last))
    log.add('campaignJoined', at(day, log.time(9, 18)))
  for (const day of log.days(month, courses, first, last))
    log.add('courseFinished', at(day, log.time(19, 22)))
  for (const day of log.days(month, lives, first, last))
    log.add('livestream', at(day, log.time(19, 21)), { minutes: log.whole(35, 120) })
}

/** So many days before a day. */
const daysBefore = (day, count) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - count)
  return date.toISOString().slice(0, 10)
}
const monthsBefore = (day, count) => {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return dayOf(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`, 1)
}

/** What the review on the first day of a month knows of a shop, by its log alone. */
export function shopMetrics({ facts }, day) {
  const summed = (type, from, to, field) =>
    facts.reduce(
      (sum, fact) =>
        fact.type === type && fact.at >= at(from, '00:00:00') && fact.at < at(to, '00:00:00')
          ? sum + (field ? fact[field] : 1)
          : sum,
      0,
    )
  const [middle, early, recent] = [monthsBefore(day, 3), monthsBefore(day, 6), daysBefore(day, 90)]
  return {
    salesFen: summed('monthClosed', middle, day, 'amountFen'),
    salesBeforeFen: summed('monthClosed', early, middle, 'amountFen'),
    orders: summed('monthClosed', middle, day, 'orders'),
    repeatOrders: summed('monthClosed', middle, day, 'repeat'),
    complaints: summed('monthClosed', middle, day, 'complaints'),
    listed: summed('productsListed', recent, day, 'products'),
    campaigns: summed('campaignJoined', recent, day),
    courses: summed('courseFinished', recent, day),
  }
}

const never = 1e9
/** The other shops of the trade: `count` of them, heavy-tailed, a few in arrears or out of contract for a while. */
export function otherShops(count) {
  return Array.from({ length: count }, (_, place) => {
    const draw = new Log(`other shop ${place}`)
    const bell = () => draw.random() + draw.random() + draw.random() + draw.random() - 2 // about -1.2 to 1.2 mostly
    const joinedMonth = draw.random() < 0.85 ? 0 : draw.whole(1, 12)
    const all = monthsFrom('2025-09', '2026-10')
    const care = bell()
    const base = 12_000 * Math.exp(1.7 * bell() + 0.7 * care)
    const ticket = draw.whole(60, 240)
    let drift = 1
    const months = {}
    for (const month of all.slice(joinedMonth)) {
      // business comes and goes, and the autumn sale lifts those who join in
      drift *= Math.exp(0.12 * bell() + 0.015 * care)
      const season = month === '2026-10' && care > 0.45 ? 1.3 : 1
      const yuan = Math.round(base * drift * season)
      const orders = Math.max(1, Math.round(yuan / ticket))
      months[month] = {
        yuan,
        orders,
        repeat: Math.round(orders * Math.min(0.6, Math.max(0.02, 0.22 + 0.11 * care + 0.04 * bell()))),
        complaints: Math.round((orders / 1000) * Math.max(0, 2.6 - 2.2 * care + 1.4 * bell())),
        listed: Math.max(0, Math.round(4 + 4 * care + 3 * bell())),
        campaigns: Math.max(0, Math.round(0.9 + 1.1 * care + bell() + (season > 1 ? 1 : 0))),
        courses: draw.random() < 0.3 + 0.3 * care ? 1 : 0,
      }
    }
    const silentFrom = draw.random() < 0.07 ? draw.whole(2, 13) : never
    const ends = draw.random() < 0.4
    const silentDay = silentFrom === never ? null : dayOf(all[silentFrom] ?? '2026-10', 15)
    return {
      id: `other-shop-${place}`,
      number: `5${String(10_000 + place * 7)}`,
      name: { en: `Shop ${place}`, 'zh-CN': `商家 ${place}` },
      joined: dayOf(all[joinedMonth], draw.whole(2, 26)),
      months,
      fields: {
        ...(silentDay && !ends && { arrearsFen: [{ from: at(dayOf(all[0], 1)), value: 0 }, { from: at(silentDay), value: draw.whole(20, 400) * 1000 }] }), // prettier-ignore
        ...(silentDay && ends && { underContract: [{ from: at(dayOf(all[0], 1)), value: true }, { from: at(silentDay), value: false }] }), // prettier-ignore
      },
    }
  })
}
