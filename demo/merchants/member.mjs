// One member's log from the figures of each month: orders, visits, sign-ins and reviews on the marketplace.
import { at, dayOf, Log, monthsFrom } from './log.mjs'

/**
 * `months`: figures by month, each holding until another month says otherwise: `orders`, their sum `spendFen`, `refunds` among them,
 * `visits` and `signIns` in days, `reviews` with photos, `mix` of the categories that are bought and reviewed in turn.
 */
export function memberRecord(spec) {
  const log = new Log(spec.id)
  let figures = { orders: 0, spendFen: 0, refunds: 0, visits: 0, signIns: 0, reviews: 0, mix: ['home'] }
  for (const month of monthsFrom(spec.joined.slice(0, 7), '2026-11')) {
    figures = { ...figures, refunds: 0, ...spec.months[month] }
    const first = month === spec.joined.slice(0, 7) ? Number(spec.joined.slice(8)) : 1
    const last = month === '2026-11' ? 20 : undefined
    addVisits(log, month, figures, first, last)
    addOrders(log, month, figures, first, last)
    const days = log.days(month, figures.reviews, first, last)
    days.forEach((day, place) =>
      log.add('comment', at(day, log.time(12, 22)), {
        photos: log.whole(1, 5),
        category: figures.mix[place % figures.mix.length],
      }),
    )
  }
  for (const [type, when, more] of spec.facts ?? []) log.add(type, when, more)
  const { profileSteps, creditIndex, risk } = spec
  return {
    id: spec.number,
    name: spec.name,
    joinedAt: at(spec.joined, '09:00:00'),
    fields: {
      profileSteps,
      ...(creditIndex !== undefined && { creditIndex }),
      risk: risk ?? [{ from: at(spec.joined, '09:00:00'), value: 'clear' }],
    },
    facts: log.facts(),
  }
}

function addVisits(log, month, figures, first, last) {
  const days = log.days(month, figures.visits, first, last)
  days.forEach((day, place) => {
    log.add('visit', at(day, log.time(8, 22)))
    if (place < figures.signIns) log.add('signIn', at(day, log.time(7, 9)))
  })
}

function addOrders(log, month, figures, first, last = 24) {
  const amounts = log
    .parts(Math.round(figures.spendFen / 100), log.weights(figures.orders))
    .map((yuan) => yuan * 100)
  const days = log.days(month, figures.orders, Math.min(first, last), last)
  days.forEach((day, place) => {
    const order = { amountFen: amounts[place], category: figures.mix[place % figures.mix.length] }
    const id = log.add('order', at(day, log.time()), order)
    // the last ones come back, a few days later within the month
    if (place >= figures.orders - figures.refunds) {
      const later = Math.min(Number(day.slice(8)) + 4, 28)
      log.add('refund', at(dayOf(month, later), '16:45:00'), { ref: id, ...order })
    }
  })
}
