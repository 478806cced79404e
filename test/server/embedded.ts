/**
 * Imported for what it does: embedded databases in memory begin as copies of one. PGlite makes the files of an empty database anew each
 * time, which takes longer than most tests of the server. A database in a folder is made as always.
 */
import { PGlite } from '@electric-sql/pglite'

type Create = (options?: object) => Promise<PGlite>
// the package is one for all test files of a worker, this file is not
const shared = PGlite as unknown as { create: Create; isCopied?: true }

if (!shared.isCopied) {
  const create = shared.create.bind(PGlite)
  const emptyFiles = async (): Promise<Blob> => {
    const made = await create()
    const files = await made.dumpDataDir('none')
    await made.close()
    return files
  }
  let files: Promise<Blob> | undefined
  // PGlite asks itself for one in which it makes the files, with options
  shared.create = async (options = {}) =>
    create(Object.keys(options).length > 0 ? options : { loadDataDir: await (files ??= emptyFiles()) })
  shared.isCopied = true
}
