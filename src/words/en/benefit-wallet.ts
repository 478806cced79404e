/** The words of the benefit wallet, in English. Numbers, dates and names arrive said already, unless a plural needs the number. */
import { inside } from './say.js'

export const benefits = {
  title: 'Benefits',

  filter: 'Show',
  filters: { available: 'Available', locked: 'Locked', used: 'Used', expired: 'Expired' },
  nothing: {
    available: 'Nothing to use right now',
    locked: 'Nothing is locked',
    used: 'Nothing is used up',
    expired: 'Nothing has expired',
  },
  nextOpens: (benefit: string, tier: string, away: string | null) =>
    away ? `${tier} opens ${benefit}; ${away} to go.` : `${tier} opens ${benefit}.`,

  kinds: {
    price: 'Price',
    logistics: 'Logistics',
    service: 'Service',
    added: 'Added value',
    traffic: 'Traffic',
  },
  states: {
    active: 'Active',
    pending: 'Confirming',
    used: 'Used up',
    locked: 'Locked',
    expired: 'Expired',
    outOfStock: 'Out of stock',
    suspended: 'Suspended',
  },

  left: (left: string, of: string) => `${left} of ${of} left`,
  renews: (date: string) => `renews ${date}`,
  given: (left: number, at: string, until: string | null) => {
    if (left === 0) return `Given ${at}`
    const uses = left === 1 ? 'one use' : `${left} uses`
    return until
      ? `Given ${at}, ${uses} until ${until}, also at a lower tier`
      : `Given ${at}, ${uses}, yours to keep`
  },
  givenNext: (date: string) => `given at the review on ${date}`,
  opensAt: (tier: string, away: string | null) =>
    away ? `opens at ${tier}, ${away} away` : `opens at ${tier}`,
  opensWhen: (rule: string) => `opens with: ${rule}`,
  suspendedBy: (by: string, until: string | null) =>
    until ? `suspended by: ${by}, until ${until}` : `suspended by: ${by}`,
  noneLeft: (total: string) => `none of ${total} left in stock`,
  /** For all merchants together. */
  stock: (left: string, total: string, few: boolean) =>
    few ? `Only ${left} of ${total} left in stock` : `${left} of ${total} in stock`,
  stockOf: (total: string) => `${total} for all merchants`,
  expiredOn: (date: string) => `expired ${date}`,
  chose: (options: readonly string[]) => `chosen: ${options.join(', ')}`,
  notChosen: 'nothing was chosen',
  suspendedHead: (count: number, by: string) =>
    `${count === 1 ? 'One benefit is' : `${count} benefits are`} suspended by ${by}`,
  /** Why, by the program's own note; and when they can be used again. */
  holdWhy: (note: string) => (/[.!?]$/.test(note) ? note : `${note}.`),
  backOn: (date: string) => `Back on ${date}.`,
  backWhen: (rule: string) => `Back when: ${rule}.`,
  backOpen: 'No end has been set.',
  see: 'See which',

  use: 'Use',
  redeem: 'Redeem',
  cancel: 'Cancel',
  redeemed: (date: string, until: string | null) =>
    until
      ? `Redeemed ${date}; the points come back ${until} if you have not received it`
      : `Redeemed ${date}`,
  release: 'Cancel redemption',
  voucher: (date: string) => `Voucher from ${date}:`,
  copy: 'Copy',
  copied: 'Copied',
  /** The code is selected, and the page may not copy it. */
  copyByKeys: 'Selected; copy it with your keyboard',
  ofBenefit: (action: string, benefit: string) => `${action}: ${benefit}`,
  price: (points: string, account: string) => `${points} ${inside(account)}`,
  prices: (prices: readonly string[]) => prices.join(' and '),
  askRedeem: (price: string) => `Redeem ${price}?`,
  askUse: 'Use one now?',
  becomes: (before: string, after: string) => `${before} becomes ${after}.`,
  drawnFrom: (points: string, date: string) => `Drawn first from the ${points} that lapse on ${date}.`,
  leftAfter: (left: string, date: string) => `${left} left after that, until ${date}.`,
  short: (missing: string) => `${missing} short`,
  sent: 'sent; waiting for the answer',
  /** When they change under the reader's eyes. */
  news: {
    sent: (benefit: string) => `Sent; waiting for the answer: ${benefit}`,
    used: (benefit: string) => `Used: ${benefit}`,
    redeemed: (benefit: string) => `Redeemed: ${benefit}`,
    given: (benefit: string) => `Here now: ${benefit}`,
    released: (benefit: string) => `Redemption canceled, the points are back: ${benefit}`,
    chosen: (benefit: string) => `Your choice is confirmed: ${benefit}`,
    opened: (benefits: readonly string[]) => `New for you: ${benefits.join(', ')}`,
  },

  choose: (pick: number, of: number, name: string) => `Choose ${pick} of ${of}: ${name}`,
  by: (date: string, left: string) => `by ${date}, ${left}`,
  picked: (count: number, of: number) => `${count} of ${of} chosen`,
  confirm: 'Confirm',
  chooseSent: 'Your choice is sent; waiting for the answer',

  nextToOpen: 'Next to open',
  seeAll: 'See all',
  more: (count: number) => `Show ${count} more`,
  fewer: 'Show fewer',

  emptyTitle: 'No benefits yet',
  emptyHint: 'When the program adds benefits, they appear here.',
  errorTitle: 'Couldn’t load your benefits',
  order: { available: 'Soonest to run out first', locked: 'Nearest to open first', used: '', expired: '' },
  zone: (zone: string) => `Periods end in ${zone}`,
}

export type BenefitWords = typeof benefits
