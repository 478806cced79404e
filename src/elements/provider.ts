/**
 * The page's composition root: it opens the source of one merchant's data, hands the View to the elements inside it, and
 * turns what people ask for into commands. It draws nothing, and knows no element by its tag.
 */
import { ContextProvider } from '@lit/context'
import { ReactiveElement, css, type PropertyValues } from 'lit'
import { property } from 'lit/decorators.js'
import { failureOf, type Adapter } from '../data/adapter.js'
import { httpAdapter } from '../data/http.js'
import { pageStorage, pageWitness } from '../data/key-value-store.js'
import { Store } from '../data/store.js'
import type { Command, FailedCommand, Issue, View } from '../schema/view.js'
import { elementWords } from '../words/element.js'
import { languageOf, localeOf, type Language } from '../words/locale.js'
import { OwnLook, type Appearance } from './appearance.js'
import { checkAttributes } from './attribute-check.js'
import { providerReady, viewContext, type ViewSource } from './context.js'
import { TkErrorEvent, TkLoadEvent } from './events.js'
import { failureReport } from './failure-report.js'
import { canSay, issueWords } from './issue-words.js'
import { hearPage } from './page-event.js'
import { dress } from './sheets.js'
import { version } from './version.js'

export type { Adapter, AdapterContext, Answer } from '../data/adapter.js'

type Asked<C extends Command['command']> = Omit<Extract<Command, { command: C }>, 'key'>
type AnyAsked = { [C in Command['command']]: Asked<C> }[Command['command']]

/** Request event -> the command it asks for. */
const commandOf: Readonly<Record<string, (detail: never) => AnyAsked>> = {
  'tk-task-claim': ({ task }: { task: string }) => ({ command: 'claimTask', task }),
  'tk-task-dismiss': ({ task }: { task: string }) => ({ command: 'dismissTask', task }),
  'tk-task-restore': ({ task }: { task: string }) => ({ command: 'restoreTask', task }),
  'tk-benefit-use': ({ benefit }: { benefit: string }) => ({ command: 'useBenefit', benefit }),
  'tk-benefit-redeem': ({ benefit }: { benefit: string }) => ({ command: 'redeemBenefit', benefit }),
  'tk-benefit-release': ({ benefit, redemption }: { benefit: string; redemption: string }) => ({
    command: 'releaseBenefit',
    benefit,
    redemption,
  }),
  'tk-benefit-choose': ({ benefit, options }: { benefit: string; options: readonly string[] }) => ({
    command: 'chooseBenefit',
    benefit,
    options: [...options],
  }),
}

const nothing: View = Object.freeze({ standing: null, have: 'none', asking: false, issue: null, pending: [] })

/** How long a page's script may take to give a source before its makers are told that there is none. */
const sourceWaitMs = 2_000

/** Requests that a provider has taken: another one around it leaves them alone. */
const taken = new WeakSet<Event>()

/**
 * @summary Gives the elements inside it one merchant's standing, and sends what the merchant asks for.
 * @tag tk-provider
 * @slot - the page, with elements anywhere in it
 * @fires {CustomEvent<null>} tk-load - a standing has been read, for the first time or again after a failure; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - a read failed, a command was refused or nobody knows what became of it (`cause` is the command), what waits would not survive a reload, or the adapter cannot be watched; does not bubble
 * @fires {Event} tk-provider-ready - on the document: elements that were there earlier ask again
 */
export class TkProvider extends ReactiveElement {
  static readonly version: string = version
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `

  /** The program: a URL, or the document as a value. With `merchant`, the page evaluates. */
  @property() program: unknown = null
  /** The merchant's record: a URL, or the document as a value. */
  @property() merchant: unknown = null
  /** A standing that a server evaluated: a URL, or the document as a value. It wins over the two above, and no engine is loaded. */
  @property() standing: unknown = null
  /** Where pages of the points log are: a URL. Absent: from the engine, where the page evaluates. */
  @property() entries: string | null = null
  /** The host's own source of data. It wins over all URLs. */
  @property({ attribute: false }) adapter: Adapter | null = null
  /** Whose page it is, for an adapter that serves several. */
  @property({ attribute: 'merchant-id' }) merchantId: string | null = null
  /** What time it is, in ms, in place of the machine's clock. */
  @property({ attribute: false }) now: (() => number) | null = null

  /**
   * The look of all elements inside as JSON: a theme, and tokens by name, each checked. Set again, it replaces the last one. As an attribute,
   * its JSON. Null: nothing is set. What cannot be taken is left out, with a warning in the console.
   */
  @property() appearance: Appearance | string | null = null

  /** Figures that stand alone in the elements inside are short from 10,000 on: 12.3M, 1,234.6万. */
  @property({ type: Boolean, attribute: 'compact-numbers' }) compactNumbers = false

  private readonly ownLook = new OwnLook()
  private store: Store | null = null
  private endHearing?: () => void
  private unsubscribe: (() => void) | null = null
  private wasAsking = false
  private loaded = false // said since the last failure
  private toldUnwatched: Issue | null = null
  private readonly toldFailed = new Set<string>()
  private refused: readonly (FailedCommand & { readonly merchant: string | undefined })[] = [] // to who asked here, and not waved away
  private readonly delayed = new Set<string>() // keys whose first try came to nothing
  private toldUnkept: string | null = null
  private seenUnkept: string | null = null
  private reported = '' // the last failure that the console was told, empty after a good read
  private toldNoSource = false
  private sourceTimer: ReturnType<typeof setTimeout> | undefined
  private readonly context = new ContextProvider(this, { context: viewContext, initialValue: this.source() })

  constructor() {
    super()
    for (const name of Object.keys(commandOf)) this.addEventListener(name, (event) => this.take(event))
  }

  /** What is held now, and whether it is being read. */
  get view(): View {
    return this.store?.view ?? nothing
  }

  /** Reads everything again. */
  refresh(): void {
    this.store?.refresh()
  }

  /** The merchant has been told of a command that failed; until then its element says so, and so does every page of theirs for what is in `view.failed`. */
  async forget(key: string): Promise<void> {
    this.refused = this.refused.filter(({ command }) => command.key !== key)
    this.hand()
    await this.store?.forget(key)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    checkAttributes(this)
    const ends = [
      hearPage(this, 'visibilitychange', this.wake),
      // what could not be read offline is read when there is a network again
      hearPage(this, 'online', this.wake, window),
    ]
    this.endHearing = () => ends.forEach((end) => end())
    this.subscribe()
    if (!this.store) this.sourceTimer = setTimeout(() => this.warn(), sourceWaitMs)
    this.ownerDocument.dispatchEvent(new Event(providerReady))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.endHearing?.()
    clearTimeout(this.sourceTimer)
    // an element that is only moved is connected again at once
    queueMicrotask(() => {
      if (!this.isConnected) this.leave()
    })
  }

  /** Moved to another page, whose roots take no sheets of this one. */
  protected adoptedCallback(): void {
    if (!this.shadowRoot) return
    dress(this.shadowRoot, (this.constructor as typeof ReactiveElement).elementStyles)
    this.ownLook.writeAnew(this.shadowRoot)
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    let root: HTMLElement | DocumentFragment
    try {
      root = super.createRenderRoot()
    } catch (error) {
      // a page of another realm refuses constructed style sheets
      if (!this.shadowRoot) throw error
      root = this.shadowRoot
      this.style.display = 'contents'
    }
    if (!root.querySelector('slot')) root.appendChild(this.ownerDocument.createElement('slot'))
    return root
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const sources = ['program', 'merchant', 'standing', 'entries', 'adapter', 'merchantId'] as const
    if (sources.some((name) => changed.has(name))) this.open()
    else if (changed.has('now')) this.store?.evaluate()
    if (changed.has('appearance')) this.takeLook()
    else if (changed.has('compactNumbers')) this.hand()
  }

  /** Tokens go to the elements by inheritance; of the theme they hear from the slot that they stand in, which is ours. */
  private takeLook(): void {
    const root = this.shadowRoot
    if (!root) return
    this.ownLook.set(this.appearance, root, this.locale())
    root.querySelector('slot')?.setAttribute('theme', this.ownLook.theme)
    this.hand()
  }

  /** Another source is another merchant's, for all we know: nothing of the last one stays on the page. */
  private open(): void {
    this.leave()
    const adapter = this.adapter ?? adapterOf(this)
    this.wasAsking = this.loaded = false
    this.refused = []
    this.seenUnkept = this.toldUnkept = null
    this.reported = ''
    if (adapter) clearTimeout(this.sourceTimer)
    this.store = adapter && new Store({
      adapter,
      merchantId: this.merchantId,
      locale: () => this.locale(),
      now: () => (this.now ?? Date.now)(),
      trustsNow: () => this.now !== null,
      storage: pageStorage(),
      witness: pageWitness(),
    }) // prettier-ignore
    this.hand()
    this.subscribe()
  }

  private subscribe(): void {
    if (!this.isConnected || !this.store || this.unsubscribe) return
    this.unsubscribe = this.store.subscribe(() => this.hand())
  }

  private leave(): void {
    this.unsubscribe?.()
    this.unsubscribe = null
  }

  private readonly wake = (): void => {
    if (this.ownerDocument.visibilityState === 'visible') this.store?.wake()
  }

  private locale(): Language {
    return languageOf(localeOf(this.closest('[lang]')?.getAttribute('lang')))
  }

  /** Gives the elements what is held now. */
  private hand(): void {
    this.context.setValue(this.source())
    const { asking, have, issue, unwatched = null, failed = [] } = this.view
    const unkept = this.unkept()
    if (unwatched && unwatched !== this.toldUnwatched) this.dispatchEvent(new TkErrorEvent(unwatched))
    this.toldUnwatched = unwatched
    if (unkept && reasonOf(unkept) !== this.toldUnkept) {
      this.toldUnkept = reasonOf(unkept)
      this.dispatchEvent(new TkErrorEvent(unkept))
    }
    for (const { command, issue: why } of failed) this.tellOf(command, why)
    const done = this.wasAsking && !asking
    this.wasAsking = asking
    if (!done) return
    if (issue) {
      this.loaded = false
      this.report()
      this.dispatchEvent(new TkErrorEvent(issue))
      return
    }
    this.reported = ''
    if (have === 'ready' && !this.loaded) {
      this.loaded = true
      this.dispatchEvent(new TkLoadEvent())
    }
  }

  /** Tells the console of a failed read, and not again while the same comes at every attempt. */
  private report(): void {
    const issues = this.store?.issues ?? []
    const failure = JSON.stringify(issues)
    if (failure === this.reported) return
    this.reported = failure
    const { program, merchant, standing, entries } = this
    const urls = this.adapter ? {} : { program, merchant, standing, entries }
    const tell = (): void => console.error(failureReport(issues, urls, this.locale()))
    if (issues.every(canSay)) tell()
    else void issueWords().then(tell)
  }

  private warn(): void {
    if (this.store || this.toldNoSource) return
    this.toldNoSource = true
    console.warn(elementWords(this.locale()).noSource)
  }

  private source(): ViewSource {
    const { store, view, refused } = this
    const entries = store?.entries
    const { failed = [] } = view
    const merchant = view.standing?.merchant.id
    const here = refused.filter(
      (one) => one.merchant === merchant && failed.every(({ command }) => command.key !== one.command.key),
    )
    return {
      view,
      ...(entries && { entries }),
      ...(store?.whatIf && { whatIf: store.whatIf }),
      ...(store && { againMs: (error: unknown, tries: number) => store.againMs(error, tries) }),
      can: { send: store?.canSend === true },
      retry: () => this.refresh(),
      failed: [...failed, ...here],
      unkept: this.unkept(),
      seen: (key) => this.see(key),
      look: this.appearance ?? undefined,
      compactNumbers: this.compactNumbers,
    }
  }

  private see(key: string | undefined): void {
    if (key !== undefined) return void this.forget(key)
    this.seenUnkept = reasonOf(this.view.unkept)
    this.hand()
  }

  /** Why nothing is kept, where that matters to the person: something is gone, or waits for longer than a moment. */
  private unkept(): Issue | null {
    const { unkept = null, pending } = this.view
    const reason = reasonOf(unkept)
    if (reason === this.seenUnkept) return null
    return reason === 'emptied' || pending.some(({ key }) => this.delayed.has(key)) ? unkept : null
  }

  private take(event: Event): void {
    const asked = commandOf[event.type]
    const { store } = this
    if (!store?.canSend || !asked || taken.has(event)) return
    taken.add(event)
    // the key is made in the press itself: however often it is sent from here on, it counts once
    const command = { ...asked((event as CustomEvent).detail as never), key: newKey() } as Command
    // listeners further out may still cancel it
    queueMicrotask(() => {
      if (!event.defaultPrevented) void this.send(store, command)
    })
  }

  private async send(store: Store, command: Command): Promise<void> {
    this.refused = this.refused.filter((one) => !isAgain(one.command, command))
    const merchant = store.view.standing?.merchant.id
    const issue = await store.send(command).catch(failureOf)
    if (!issue) return
    if (store === this.store) {
      if (store.waits(command.key)) this.delayed.add(command.key)
      else this.refused = [...this.refused, { command, state: 'rejected', issue, merchant }]
    }
    this.tellOf(command, issue)
    this.hand()
  }

  /** What became of a command, once in a page: its sender hears of it, and it may stand in the View as well. */
  private tellOf(command: Command, issue: Issue): void {
    const name = `${command.key} ${issue.code}`
    if (this.toldFailed.has(name)) return
    this.toldFailed.add(name)
    this.dispatchEvent(new TkErrorEvent(issue, command))
  }
}

/** An adapter of what the attributes and properties say, or null where they say nothing. */
function adapterOf({ program, merchant, standing, entries }: TkProvider): Adapter | null {
  const sources = { program, merchant, standing }
  const urls: Record<string, string> = entries ? { entries } : {}
  const ready: Adapter = {}
  for (const name of ['program', 'merchant', 'standing'] as const) {
    const source = sources[name]
    if (typeof source === 'string' && source !== '') urls[name] = source
    else if (typeof source === 'object' && source !== null)
      ready[name] = () => Promise.resolve({ data: source })
  }
  const adapter = { ...httpAdapter(urls), ...ready }
  return adapter.program || adapter.merchant || adapter.standing ? adapter : null
}

/** Why nothing is kept, as one word; null where all is. */
const reasonOf = (unkept: Issue | null | undefined): string | null =>
  unkept ? String(unkept.params['reason']) : null

/** Whether the same is asked once more. */
const isAgain = (before: Command, now: Command): boolean =>
  JSON.stringify({ ...before, key: '' }) === JSON.stringify({ ...now, key: '' })

/** 128 random bits. `crypto.randomUUID` is missing in old browsers and on pages without https. */
function newKey(): string {
  let key = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) key += byte.toString(16).padStart(2, '0')
  return key
}

// so that whoever has the element's types has those of its events
export type { TkErrorEvent, TkLoadEvent }

declare global {
  interface HTMLElementTagNameMap {
    'tk-provider': TkProvider
  }
}
