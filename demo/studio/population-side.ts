/** The left of the Population page: the three steps, the file and how it is read, what it lacks, and other sources. */
import { html, nothing, type TemplateResult } from 'lit'
import { separators } from '../../src/population/csv.js'
import { encodings } from '../../src/population/encoding.js'
import { GENERATED } from '../../src/population/generate.js'
import { mark } from './population-icons.js'
import { missingIn, openQuestions } from './population-session.js'
import { bytes, count, nameOf, type Acts, type View } from './population-view.js'

export const side = (view: View, acts: Acts): TemplateResult => html`
  ${stepList(view)} ${filePanel(view, acts)} ${missingPanel(view)} ${otherSources(view, acts)}
`

type Stage = 'later' | 'now' | 'done'

const stepList = (view: View): TemplateResult => {
  const { words, session, made, result, work, refused, done, inUse } = view
  const hasSource = session !== null || made !== null
  const isRead = result !== null
  const said = words.fileStep
  const file = refused ? said.refused : work?.kind === 'looking' ? said.reading : session ? said.read : made ? said.made : said.none // prettier-ignore
  const used = session?.choices.filter(({ goesTo }) => goesTo !== null).length ?? result?.subjects.length ?? 0
  const columns = hasSource
    ? words.columnsStep(String(used), session ? openQuestions(session).length : 0)
    : words.columnsLater
  const load = done !== null && inUse ? words.loaded(count(inUse.count, view)) : words.loadStep
  const steps: [keyof typeof words.steps, Stage, string][] = [
    ['file', hasSource ? 'done' : 'now', file],
    ['columns', done !== null ? 'done' : hasSource ? 'now' : 'later', columns],
    ['load', done !== null ? 'done' : 'later', isRead || done !== null ? load : words.loadStep],
  ]
  return html`<section class="pop-panel">
    <h2>${words.title}</h2>
    <ol class="pop-steps">
      ${steps.map(
        ([name, stage, text], place) =>
          html`<li class=${stage} aria-current=${stage === 'now' ? 'step' : nothing}>
            <span class="step-n" aria-hidden="true">${stage === 'done' ? mark('sure') : place + 1}</span>
            <div>
              <strong>${words.steps[name]}</strong>
              <p class="quiet">${text}</p>
            </div>
          </li>`,
      )}
    </ol>
    ${
      inUse && done === null
        ? html`<p class="pop-fact">
            <span>${words.inUse}</span><span>${count(inUse.count, view)} · ${inUse.name}</span>
          </p>`
        : nothing
    }
  </section>`
}

export const fileInput = (view: View, acts: Acts, text: string, isMain: boolean): TemplateResult =>
  html`<span class="choose">
    <input
      id=${isMain ? 'population-file' : 'population-other-file'}
      class="sr"
      type="file"
      accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet"
      @change=${(event: Event) => {
        const field = event.target as HTMLInputElement
        const [file] = field.files ?? []
        if (file) acts.open(file)
        field.value = '' // the same file may be chosen again
      }}
    /><label
      class="button ${isMain ? 'primary' : ''}"
      for=${isMain ? 'population-file' : 'population-other-file'}
      >${text}</label
    >
  </span>`

const fact = (name: string, content: TemplateResult | string): TemplateResult =>
  html`<p class="pop-fact"><span>${name}</span><span>${content}</span></p>`

const filePanel = (view: View, acts: Acts): TemplateResult | typeof nothing => {
  const { words, session, result } = view
  if (session === null) return nothing
  const { file } = session
  const { decoding, separator } = file
  const rows = result?.loaded.all ?? file.count
  return html`<section class="pop-panel">
    <h2 class="file-name">${mark('file')}<span>${file.name}</span></h2>
    ${fact(words.size, bytes(file.size, view))}
    ${rows === null ? nothing : fact(words.rows, count(rows, view))}
    ${fact(words.format, words.formats[file.format])}
    ${
      decoding
        ? html`<p class="pop-fact">
            <label for="population-encoding">${words.encoding}</label>
            <select
              id="population-encoding"
              @change=${(event: Event) =>
                acts.reopen({ encoding: (event.target as HTMLSelectElement).value })}
            >
              ${encodings.map(
                (one) =>
                  html`<option value=${one} ?selected=${one === decoding.encoding}>
                    ${one.toUpperCase()}
                  </option>`,
              )}
            </select>
          </p>`
        : nothing
    }
    ${
      decoding?.failed
        ? html`<p class="fine">
            ${words.encodingFailed(count(decoding.failed.line, view), count(decoding.failed.column, view), decoding.encoding.toUpperCase())}
          </p>`
        : nothing
    }
    ${
      separator === null
        ? nothing
        : html`<p class="pop-fact">
              <label for="population-separator">${words.separator}</label>
              <select
                id="population-separator"
                @change=${(event: Event) =>
                  acts.reopen({ separator: (event.target as HTMLSelectElement).value })}
              >
                ${separators.map(
                  (one) =>
                    html`<option value=${one} ?selected=${one === separator}>
                      ${words.separators[one] ?? one}
                    </option>`,
                )}
              </select>
            </p>
            ${fact(words.firstRow, words.columnNames)}`
    }
  </section>`
}

const missingPanel = (view: View): TemplateResult | typeof nothing => {
  const { words, session, asked } = view
  if (session === null) return nothing
  const given = new Set(session.choices.flatMap(({ goesTo }) => (goesTo === null ? [] : [goesTo])))
  const missing = missingIn(given, asked)
  if (missing.length === 0) return nothing
  return html`<section class="pop-panel">
    <h2>${words.missing}</h2>
    <ul class="missing">
      ${missing.map((subject) => html`<li>${nameOf(subject, view)} <span class="quiet">${subject.id}</span></li>`)}
    </ul>
    <p class="fine">${words.missingHint}</p>
  </section>`
}

const sizes = [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000] as const

const otherSources = (view: View, acts: Acts): TemplateResult => {
  const { words, made, session } = view
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    acts.generate(Number(data.get('size')), Number(data.get('seed')))
  }
  return html`<section class="pop-panel">
    <h2>${words.otherSources}</h2>
    ${session || made ? fileInput(view, acts, words.another, false) : nothing}
    <form class="generate" @submit=${submit}>
      <label
        ><span>${words.howMany}</span
        ><input
          name="size"
          type="number"
          list="population-sizes"
          min=${GENERATED.least}
          max=${GENERATED.most}
          step="1"
          value=${made?.size ?? 100_000}
          required
      /></label>
      <label
        ><span>${words.seed}</span
        ><input name="seed" type="number" min="1" max="999999" step="1" value=${made?.seed ?? 1} required
      /></label>
      <button class="button">${words.generate}</button>
      <datalist id="population-sizes">${sizes.map((size) => html`<option value=${size}></option>`)}</datalist>
    </form>
    <p class="fine">${words.generateHint}</p>
    <p class="fine note">${mark('info')}<span>${words.local}</span></p>
  </section>`
}
