// Before each file of the pure tests, of which a worker runs many: it begins with modules that nobody else has used, and what it put in
// the place of clocks, globals and the console is taken away after it.
import { afterAll, vi } from 'vitest'

vi.resetModules()
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
