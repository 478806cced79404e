/** Drafts that were, to go back to. Turns of one number that follow each other quickly are one step. */
import type { Program } from '../schema/program.js'

/** So long a pause ends a step. */
const PAUSE_MS = 800
const MOST = 100

export class History {
  private past: Program[] = []
  private future: Program[] = []
  private last: { readonly what: string; readonly atMs: number } | null = null

  get canUndo(): boolean {
    return this.past.length > 0
  }
  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** `what`: is turned, at a time; what is turned again soon is the same step. */
  changed(from: Program, what: string, atMs: number): void {
    const isSame = this.last?.what === what && atMs - this.last.atMs < PAUSE_MS
    this.last = { what, atMs }
    if (isSame) return
    this.past = [...this.past.slice(1 - MOST), from]
    this.future = []
  }

  undo(now: Program): Program {
    const before = this.past.pop()
    if (!before) return now
    this.future.push(now)
    this.last = null
    return before
  }

  redo(now: Program): Program {
    const next = this.future.pop()
    if (!next) return now
    this.past.push(now)
    this.last = null
    return next
  }

  forget(): void {
    this.past = []
    this.future = []
    this.last = null
  }
}
