/**
 * A second ledger, as naive as can be: lots in a plain list that is sorted anew whenever points leave, every amount by hand. It shares
 * nothing with the sources but what a command is called. One account from 0 to `max`; points live `lifeMs`, or for ever.
 */
export interface Rules {
  readonly max: number
  readonly lifeMs: number | null
  readonly holdMs: number
  readonly rewardPoints: number
  /** By benefit, the price; those in `held` are redeemed in two steps. */
  readonly prices: Readonly<Record<string, number>>
  readonly held: readonly string[]
}
interface Lot {
  readonly id: string
  readonly earnedMs: number
  readonly endMs: number | null
  readonly points: number
  left: number
}
interface Part {
  readonly lot: string
  readonly points: number
}
interface Taken {
  readonly parts: readonly Part[]
  readonly from: 'redeemed' | 'clawedBack'
}
interface Redemption {
  readonly benefit: string
  readonly endMs: number
  readonly parts: readonly Part[]
  state: 'held' | 'captured' | 'over'
}

export type Asked =
  | { does: 'sale'; id: string; points: number }
  | { does: 'claim'; id: string }
  | { does: 'use' | 'redeem'; id: string; benefit: string }
  | { does: 'capture' | 'release'; id: string; redemption: string }
  | { does: 'spend'; id: string; points: number }
  | { does: 'adjust'; id: string; points: number }
  | { does: 'reverse'; id: string; of: string }

export type Buckets = Record<'available' | 'held' | 'redeemed' | 'expired' | 'clawedBack', number>

export class Model {
  lots: Lot[] = []
  buckets: Buckets = { available: 0, held: 0, redeemed: 0, expired: 0, clawedBack: 0 }
  private readonly taken = new Map<string, Taken>() // by the fact that took
  private readonly gave = new Map<string, string>() // fact -> its lot
  private readonly redemptions = new Map<string, Redemption>()
  private readonly reversed = new Set<string>()
  private readonly did = new Set<string>() // what can be taken back
  private claimed = false

  constructor(private readonly rules: Rules) {}

  /** Time passes to an instant: lots and holds whose time is over go, each at its own. */
  to(atMs: number): void {
    for (;;) {
      const ends = [
        ...this.lots.map(({ endMs }) => endMs),
        ...[...this.redemptions.values()].map(({ state, endMs }) => (state === 'held' ? endMs : null)),
      ].filter((ms): ms is number => ms !== null && ms <= atMs)
      if (ends.length === 0) return
      const nowMs = Math.min(...ends)
      for (const lot of this.lots.filter(({ endMs }) => endMs === nowMs))
        this.move('available', 'expired', lot.left)
      this.lots = this.lots.filter(({ endMs }) => endMs !== nowMs)
      for (const one of this.redemptions.values())
        if (one.state === 'held' && one.endMs === nowMs) this.release(one)
    }
  }

  /** Does it and says true, or changes nothing and says false. */
  ask(asked: Asked, atMs: number): boolean {
    const isDone = this.done(asked, atMs)
    if (isDone && ['claim', 'use', 'redeem', 'spend', 'adjust'].includes(asked.does)) this.did.add(asked.id)
    return isDone
  }
  private done(asked: Asked, atMs: number): boolean {
    switch (asked.does) {
      case 'sale':
        this.give(asked.id, asked.points, atMs)
        return true
      case 'claim':
        if (this.claimed) return false
        this.claimed = true
        this.give(asked.id, this.rules.rewardPoints, atMs)
        return true
      case 'spend':
        return this.take(asked.id, asked.points)
      case 'use':
        return (
          !this.rules.held.includes(asked.benefit) && this.take(asked.id, this.rules.prices[asked.benefit]!)
        )
      case 'redeem':
        return this.redeem(asked.id, asked.benefit, atMs)
      case 'capture':
      case 'release': {
        const one = this.redemptions.get(asked.redemption)
        if (one?.state !== 'held') return false
        if (asked.does === 'release') this.release(one)
        else {
          one.state = 'captured'
          this.taken.set(asked.redemption, { parts: one.parts, from: 'redeemed' })
          this.move('held', 'redeemed', sumOf(one.parts))
        }
        return true
      }
      case 'adjust':
        if (asked.points >= 0) this.give(asked.id, asked.points, atMs)
        else this.fine(asked.id, -asked.points)
        return true
      case 'reverse':
        return this.reverse(asked.of)
    }
  }

  private move(from: keyof Buckets, to: keyof Buckets, points: number): void {
    this.buckets[from] -= points
    this.buckets[to] += points
  }

  private give(fact: string, wanted: number, atMs: number): void {
    const points = Math.min(wanted, this.rules.max - this.buckets.available)
    if (points <= 0) return
    const endMs = this.rules.lifeMs === null ? null : atMs + this.rules.lifeMs
    this.lots.push({ id: fact, earnedMs: atMs, endMs, points, left: points })
    this.gave.set(fact, fact)
    this.buckets.available += points
  }

  private drawn(points: number, first?: string): Part[] {
    const order = [...this.lots].sort(
      (a, b) =>
        Number(b.id === first) - Number(a.id === first) ||
        (a.endMs ?? Infinity) - (b.endMs ?? Infinity) ||
        a.earnedMs - b.earnedMs ||
        0,
    )
    const parts: Part[] = []
    let open = points
    for (const lot of order) {
      const part = Math.min(open, lot.left)
      if (part === 0) continue
      lot.left -= part
      open -= part
      parts.push({ lot: lot.id, points: part })
    }
    return parts
  }

  private take(fact: string, points: number): boolean {
    if (this.buckets.available < points) return false
    this.taken.set(fact, { parts: this.drawn(points), from: 'redeemed' })
    this.move('available', 'redeemed', points)
    return true
  }
  private fine(fact: string, wanted: number): void {
    const points = Math.min(wanted, this.buckets.available)
    this.taken.set(fact, { parts: this.drawn(points), from: 'clawedBack' })
    this.move('available', 'clawedBack', points)
  }
  private redeem(fact: string, benefit: string, atMs: number): boolean {
    const price = this.rules.prices[benefit]!
    if (!this.rules.held.includes(benefit) || this.buckets.available < price) return false
    const endMs = atMs + this.rules.holdMs
    this.redemptions.set(fact, { benefit, endMs, parts: this.drawn(price), state: 'held' })
    this.move('available', 'held', price)
    return true
  }
  private release(one: Redemption): void {
    one.state = 'over'
    const back = this.putBack(one.parts)
    this.move('held', 'available', back)
    this.move('held', 'expired', sumOf(one.parts) - back)
  }

  /** Points back into the same lots, as many as the account may hold; of lots that are gone none. */
  private putBack(parts: readonly Part[]): number {
    let room = this.rules.max - this.buckets.available
    let back = 0
    for (const { lot: id, points } of parts) {
      const lot = this.lots.find((one) => one.id === id)
      const part = lot ? Math.min(points, room) : 0
      if (lot) lot.left += part
      room -= part
      back += part
    }
    return back
  }

  private reverse(fact: string): boolean {
    const redemption = this.redemptions.get(fact)
    if (
      !this.did.has(fact) ||
      this.reversed.has(fact) ||
      redemption?.state === 'held' ||
      redemption?.state === 'over'
    )
      return false
    this.reversed.add(fact)
    const taken = this.taken.get(fact)
    if (taken) {
      const back = this.putBack(taken.parts)
      this.move(taken.from, 'available', back)
    }
    const lot = this.lots.find(({ id }) => id === this.gave.get(fact))
    if (lot) {
      const points = Math.min(lot.points, this.buckets.available)
      this.drawn(points, lot.id)
      this.move('available', 'clawedBack', points)
    }
    return true
  }
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { points }) => sum + points, 0)
