/**
 * A bone for a text that wraps. It breaks its lines where a text of about those words would, in any width, font and zoom: of fixed lines a
 * skeleton would be of the wrong height wherever a text takes one more. The words are generated content, transparent: nobody sees, finds
 * or hears them.
 */
import { html, nothing, type TemplateResult } from 'lit'

export const flow = (like: string): TemplateResult => html`<span class="flow" data-like=${like}></span>`

/** So many bones, each made from its place. */
export const bonesOf = <Bone>(count: number, bone: (nth: number) => Bone): Bone[] =>
  (Array(count).fill(0) as number[]).map((_, nth) => bone(nth))

/** Tabs as wide as those of such words, so that they wrap where tabs wrap. */
export const tabBones = (like: readonly string[]): TemplateResult =>
  html`<div class="tabs">${like.map((one) => html`<span class="tab bone">${flow(one)}</span>`)}</div>`

/** A tag with its icon. */
export const tagBone = (like: string): TemplateResult =>
  html`<span class="tag bone"><span class="i"></span>${flow(like)}</span>`

/** A button as wide as one of such words, with an icon or without. */
export const pressBone = (like: string, icon = false): TemplateResult =>
  html`<span class="btn bone">${icon ? html`<span class="i"></span>` : nothing}${flow(like)}</span>`
