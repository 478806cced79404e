/** A page of the reference: its text as it stands, and with what is generated made anew. */
export interface ReferencePage {
  readonly name: string
  readonly path: string
  readonly text: string
  readonly filled: string
}
export function referencePages(load: (name: string) => Promise<unknown>): Promise<ReferencePage[]>
