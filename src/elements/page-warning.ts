const told = new Set<string>()

/** Tells those who make the page what is wrong with it and what to do, in its console: once, however many elements find the same. */
export function warnPage(said: string, about: string = said): void {
  if (told.has(about)) return
  told.add(about)
  console.warn(`tierkit: ${said}`)
}
