/** The program as text: opened, edited, checked while it is typed, and saved. What is valid becomes the draft. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { compile } from '../../src/plan/compile.js'
import { lint } from '../../src/plan/lint.js'
import { program as schema, type Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import { sayFinding } from '../../src/words/findings.js'
import { sayIssue } from '../../src/words/issues.js'
import type { Language } from '../../src/words/locale.js'
import { saveFile } from './save-file.js'
import { studioWords } from './says.js'

interface Said {
  readonly line: number | null
  readonly text: string
  readonly isFault: boolean
}

export class StudioProgram extends LitElement {
  @property() locale: Language = 'en'
  @property({ attribute: false }) published: Program | null = null
  @property({ attribute: false }) draft: Program | null = null
  @state() private text = ''
  @state() private said: readonly Said[] = []
  /** The draft that the text came from, or that came from the text. */
  private own: Program | null = null
  private timer = 0

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { draft } = this
    if (draft && draft !== this.own) {
      this.own = draft
      this.text = `${JSON.stringify(draft, null, 2)}\n`
      this.check(false)
    } else if (changed.has('locale')) this.check(false)
  }

  private check(isTyped: boolean): void {
    const { value, issues } = readText(this.text, schema)
    const compiled = value ? compile([value]) : null
    const all = [...issues, ...(compiled?.issues ?? [])]
    const faults = all.map((issue): Said => {
      const { text, fix, path } = sayIssue(issue, this.locale)
      return {
        line: issue.place?.line ?? null,
        text: [text, fix, path].filter(Boolean).join(' '),
        isFault: true,
      }
    })
    const notes = value && compiled?.value ? lint(value, compiled.value) : []
    this.said = [
      ...faults,
      ...notes.map((note): Said => {
        const { text, path } = sayFinding(note, this.locale)
        return { line: null, text: `${text} ${path}`, isFault: false }
      }),
    ]
    if (!isTyped || !value || !compiled?.value) return
    this.own = value
    this.dispatchEvent(new CustomEvent('studio-draft', { detail: { draft: value }, bubbles: true }))
  }

  private readonly onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.check(true), 250)
  }
  private readonly onFile = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement
    const [file] = field.files ?? []
    if (!file) return
    this.text = await file.text()
    field.value = ''
    this.check(true)
  }
  private goTo(line: number): void {
    const area = this.querySelector('textarea')!
    const before =
      this.text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    area.focus()
    area.setSelectionRange(before, before + (this.text.split('\n')[line - 1]?.length ?? 0))
  }

  protected override render(): TemplateResult {
    const words = studioWords[this.locale]
    const faults = this.said.filter(({ isFault }) => isFault).length
    return html`<div class="program-page">
      <section class="editor" aria-label=${words.editor}>
        <header class="row">
          <label class="button"
            ><input class="sr" type="file" accept=".json" @change=${this.onFile} />${words.open}</label
          >
          <button
            class="button"
            type="button"
            @click=${() => saveFile(`${this.draft?.program ?? 'program'}.json`, this.text, 'application/json')}
          >
            ${words.save}
          </button>
          <button
            class="button"
            type="button"
            @click=${() => {
              this.text = `${JSON.stringify(this.published, null, 2)}\n`
              this.check(true)
            }}
          >
            ${words.revert}
          </button>
          <span class="fine" role="status">${faults === 0 ? words.valid : words.faults(String(faults))}</span>
        </header>
        <textarea
          spellcheck="false"
          aria-label=${words.editor}
          aria-describedby="editor-hint"
          .value=${this.text}
          @input=${this.onInput}
        ></textarea>
        <p class="fine" id="editor-hint">${words.editorHint}</p>
      </section>
      <ul class="said">
        ${this.said.map(
          ({ line, text, isFault }) =>
            html`<li class=${isFault ? 'fault' : ''}>
              ${line === null ? nothing : html`<button class="line" type="button" @click=${() => this.goTo(line)}>${words.line(String(line))}</button>`}<span
                >${text}</span
              >
            </li>`,
        )}
      </ul>
    </div>`
  }
}
customElements.define('studio-program', StudioProgram)
