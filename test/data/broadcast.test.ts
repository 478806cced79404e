/** How tabs hear of each other where there is no BroadcastChannel: by the storage event, else by asking. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { broadcastOf } from '../../src/data/broadcast.js'

const name = 'tierkit/m1'

/** A tab's window as far as it is needed: it hears what others write to `localStorage`. */
class Page extends EventTarget {
  count = 0
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.count++
    super.addEventListener(...args)
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.count--
    super.removeEventListener(...args)
  }
  /** As the browser tells of another tab's writing. */
  wrote(key: string, newValue: string | null): void {
    this.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
  }
}

let page: Page
beforeEach(() => {
  page = new Page()
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('localStorage', {})
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const never = (): Promise<number | null> => Promise.reject(new Error('nobody asks'))

describe('without a BroadcastChannel', () => {
  it('a tab hears what another has written, and nothing that is no word of it', () => {
    const heard: number[] = []
    const broadcast = broadcastOf({ name, ask: never })
    const stop = broadcast.listen((revision) => heard.push(revision))
    page.wrote(name, '{"id":"a","revision":4}')
    page.wrote('tierkit/m2', '{"id":"a","revision":5}')
    for (const text of [null, 'rubbish', '{"revision":"6"}', 'null']) page.wrote(name, text)
    expect(heard).toEqual([4])
    stop()
    page.wrote(name, '{"id":"a","revision":7}')
    expect(heard).toEqual([4])
    expect(page.count).toBe(0)
  })

  it('all who listen in one tab hear, by one listener, and are told of what the tab itself does', () => {
    const heard: string[] = []
    const broadcast = broadcastOf({ name, ask: never })
    const stops = ['a', 'b'].map((who) => broadcast.listen((revision) => heard.push(`${who}${revision}`)))
    page.wrote(name, '{"id":"a","revision":4}')
    broadcast.tell(5)
    expect(heard).toEqual(['a4', 'b4', 'a5', 'b5'])
    expect(page.count).toBe(1)
    stops[0]!()
    expect(page.count).toBe(1)
    broadcast.close()
    expect(page.count).toBe(0)
  })
})

describe.each([
  ['no window to listen at', () => vi.stubGlobal('addEventListener', undefined)],
  [
    'a memory that it may not look at',
    () =>
      Object.defineProperty(globalThis, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('no', 'SecurityError')
        },
      }),
  ],
])('with %s either', (_what, missing) => {
  let revision: number | null
  let asked: number
  const ask = (): Promise<number | null> => {
    asked++
    return revision === -1 ? Promise.reject(new Error('blocked')) : Promise.resolve(revision)
  }
  beforeEach(() => {
    missing()
    vi.useFakeTimers()
    ;[revision, asked] = [3, 0]
  })

  it('a tab asks every five seconds, and hears of each change once', async () => {
    const heard: number[] = []
    const stop = broadcastOf({ name, ask }).listen((now) => heard.push(now))
    await vi.advanceTimersByTimeAsync(0)
    revision = 4 // before the first wait is over
    await vi.advanceTimersByTimeAsync(5_000)
    expect(heard).toEqual([4])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(heard).toEqual([4])
    revision = 6
    await vi.advanceTimersByTimeAsync(4_999)
    expect(heard).toEqual([4])
    await vi.advanceTimersByTimeAsync(1)
    expect(heard).toEqual([4, 6])
    stop()
    revision = 7
    const before = asked
    await vi.advanceTimersByTimeAsync(60_000)
    expect([heard, asked]).toEqual([[4, 6], before])
  })

  it('one that cannot ask for a while goes on asking', async () => {
    const heard: number[] = []
    const broadcast = broadcastOf({ name, ask })
    broadcast.listen((now) => heard.push(now))
    await vi.advanceTimersByTimeAsync(5_000)
    revision = -1
    await vi.advanceTimersByTimeAsync(10_000)
    revision = 5
    await vi.advanceTimersByTimeAsync(5_000)
    expect(heard).toEqual([5])
    broadcast.close()
  })
})
