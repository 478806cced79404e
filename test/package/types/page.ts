// A page of plain TypeScript: tags and events are typed where they are registered. Every line below a `@ts-expect-error` must be wrong.
import { define, registerLocale, type TkTaskChecklist } from 'tierkit'
import { compile, evaluate } from 'tierkit/core'
import { words } from 'tierkit/locales/zh-CN'
import { words as english } from 'tierkit/locales/en'
import 'tierkit/define/score-gauge'
import type { TkTierPreview } from 'tierkit/preview'
import { httpAdapter } from 'tierkit/adapters/http'

define('my')
const gauge = document.querySelector('tk-score-gauge')!
gauge.openFirst = true
// @ts-expect-error a property is of its type
gauge.openFirst = 'yes'
// @ts-expect-error there is no such property
gauge.openLast = true
const made: TkTaskChecklist = document.createElement('tk-task-checklist')

made.addEventListener('tk-task-claim', (event) => {
  const task: string = event.detail.task
  // @ts-expect-error a task's id is a text
  const wrong: number = event.detail.task
  // @ts-expect-error the detail has no such name
  return [task, wrong, event.detail.benefit]
})
document.addEventListener('tk-benefit-choose', ({ detail }) => detail.options.join())
// @ts-expect-error options are a list
document.addEventListener('tk-benefit-choose', ({ detail }) => detail.options.toFixed())
window.addEventListener('tk-points-export', ({ detail }) => detail.csv.length)
document.body.addEventListener('tk-error', ({ detail }) => detail.issue.code)
// @ts-expect-error an issue has a code, no message
document.body.addEventListener('tk-error', ({ detail }) => detail.issue.message)

declare const preview: TkTierPreview
preview.addEventListener('tk-preview-change', ({ detail }) => detail.changes.toFixed())
// @ts-expect-error changes are counted
preview.addEventListener('tk-preview-change', ({ detail }) => detail.changes.join())

registerLocale('zh-CN', { ...words, element: { ...words.element, retry: '再试一次' } })
registerLocale('de', { element: { asOf: (date) => `Stand ${date}` } })
// @ts-expect-error a word that is a text is no function
registerLocale('de', { element: { retry: () => 'Noch einmal' } })
export const title: string = english['score-gauge'].title

// @ts-expect-error a plan comes first
evaluate(compile, {}, 0)
export const adapter = httpAdapter
