// What the tests import from vitest, on Mocha: Stryker runs Mocha again and again in one process, where vitest would
// load everything anew for each of ten thousand changes.
import { format } from 'node:util'
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
  setState,
} from '@vitest/expect'
import { fn, restoreAllMocks, spyOn } from '@vitest/spy'

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)
export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
  {
    assertions: () => undefined,
  },
)
globalThis[GLOBAL_EXPECT] = expect
setState({ assertionCalls: 0, isExpectingAssertions: false, customTesters: [] }, expect)

const titleOf = (title, row, place) =>
  format(
    title
      .replace('%#', String(place))
      .replace(/\$(\w+)/g, (word, key) => (row[0]?.[key] === undefined ? word : String(row[0][key]))),
    ...row.slice(0, (title.match(/%[sdijo]/g) ?? []).length),
  )
const eachOf =
  (make) =>
  (rows) =>
  (title, body, ...rest) =>
    rows.forEach((row, place) => {
      const args = Array.isArray(row) ? row : [row]
      make(titleOf(title, args, place), () => body(...args), ...rest)
    })

// What shows that random records are not at a standstill is about the tests, not the sources, and takes seconds.
const isOfTests = (title) => /^(the generated merchants|these logs) move/.test(title)
export const test = (title, body) =>
  (isOfTests(title) ? globalThis.it.skip : globalThis.it)(title, () => body({}))
test.each = eachOf(test)
test.skipIf = (isSkipped) => (isSkipped ? globalThis.it.skip : test)
export const it = test
export const describe = (title, body) => globalThis.describe(title, () => void body())
describe.each = eachOf(describe)
export const afterEach = (body) => globalThis.afterEach(body)
export const beforeEach = (body) => globalThis.beforeEach(body)

const stubbed = new Map()
export const vi = {
  fn,
  spyOn,
  restoreAllMocks,
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  },
  unstubAllGlobals() {
    for (const [name, before] of stubbed)
      if (before) Object.defineProperty(globalThis, name, before)
      else delete globalThis[name]
    stubbed.clear()
  },
}
