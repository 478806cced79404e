/** Two tabs of a browser without a BroadcastChannel, with its own storage and its own storage events. */
import { expect } from '@open-wc/testing'
import type { AdapterContext } from '../../src/data/adapter.js'
import { indexedDbAdapter } from '../../src/data/indexeddb.js'
import { barOpensMs, barProgram, barRecord } from '../data/bar.js'
import { until } from './until.js'

const ctx: AdapterContext = { signal: new AbortController().signal, merchantId: null, locale: 'en' }
const channel = globalThis.BroadcastChannel
const name = `tierkit/tabs-${Date.now()}`

describe('two tabs without a BroadcastChannel', () => {
  before(() => Object.assign(globalThis, { BroadcastChannel: undefined }))
  after(() => {
    Object.assign(globalThis, { BroadcastChannel: channel })
    localStorage.removeItem(name)
    indexedDB.deleteDatabase(name)
  })

  it('hear of each other by what they write', async () => {
    // a document of its own, whose writing this one is told of
    const frame = document.createElement('iframe')
    document.body.appendChild(frame)
    const tab = (memory: Storage) =>
      indexedDbAdapter({
        ...{ program: barProgram, merchant: barRecord, name, memory },
        ...{ sender: 'operator', now: () => barOpensMs + 1 },
      })
    const [mine, theirs] = [tab(localStorage), tab(frame.contentWindow!.localStorage)]
    await mine.merchant!(ctx)
    const heard: (number | undefined)[] = []
    const stop = mine.watch!((revision) => heard.push(revision), ctx)
    const { revision } = await theirs.send!(
      { command: 'spendPoints', account: 'corks', amountPoints: 10, key: 'theirs' },
      ctx,
    )
    await until(() => heard.length > 0)
    expect(heard).to.deep.equal([revision])
    stop()
    mine.close()
    theirs.close()
    frame.remove()
  })
})
