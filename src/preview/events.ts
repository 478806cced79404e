/** What the operators' element tells a page. None can be canceled: nothing happens but here. */
import type { DetailAnswer, MovesAnswer } from '../population/session.js'
import type { Program } from '../schema/program.js'

/** The draft is another. `changes`: how many things it changes. */
export class TkPreviewChangeEvent extends CustomEvent<{ readonly draft: Program; readonly changes: number }> {
  constructor(detail: { readonly draft: Program; readonly changes: number }) {
    super('tk-preview-change', { detail, bubbles: true, composed: true })
  }
}

/** Something was found of the draft. `holds`: whether all guard rails do; null before that is known. */
export interface PreviewFound {
  readonly moves: MovesAnswer
  readonly details: DetailAnswer | null
  readonly holds: boolean | null
}
export class TkPreviewAnswerEvent extends CustomEvent<PreviewFound> {
  constructor(detail: PreviewFound) {
    super('tk-preview-answer', { detail, bubbles: true, composed: true })
  }
}

/** A merchant is to be shown, by id and by row of the population. */
export class TkPreviewMerchantEvent extends CustomEvent<{ readonly id: string; readonly row: number }> {
  constructor(detail: { readonly id: string; readonly row: number }) {
    super('tk-preview-merchant', { detail, bubbles: true, composed: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tk-preview-change': TkPreviewChangeEvent
    'tk-preview-answer': TkPreviewAnswerEvent
    'tk-preview-merchant': TkPreviewMerchantEvent
  }
}
