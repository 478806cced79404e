/** How often one sender may ask: a bucket that fills steadily, one a sender. It forgets those who have not asked for long. */
export interface Rate {
  /** How many requests at once, and how many more every second. */
  readonly burst: number
  readonly perSecond: number
}

const mostBuckets = 10_000

export class Buckets {
  private readonly buckets = new Map<string, { left: number; atMs: number }>()

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number,
  ) {}

  /** Takes one request of a sender; 0 where it may pass, else how many whole seconds until one may. */
  take(sender: string): number {
    const atMs = this.now()
    const { burst, perSecond } = this.rate
    const last = this.buckets.get(sender) ?? { left: burst, atMs }
    const left = Math.min(burst, last.left + (Math.max(0, atMs - last.atMs) / 1000) * perSecond)
    // the oldest is first: whoever asks goes to the end
    this.buckets.delete(sender)
    this.buckets.set(sender, { left: left < 1 ? left : left - 1, atMs })
    if (this.buckets.size > mostBuckets) this.buckets.delete(this.buckets.keys().next().value!)
    return left < 1 ? Math.max(1, Math.ceil((1 - left) / perSecond)) : 0
  }
}
