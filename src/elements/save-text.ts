/** Hands a text to the person as a file. It is kept for a while: some browsers ask where to put it before they read it. */
export function saveText(page: Document, name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = page.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
}

const keepMs = 60_000
