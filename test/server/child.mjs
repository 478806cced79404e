// Runs the module that its first argument names, test/server/child.ts as process.ts has built it, with its second.
const [, , file, options] = process.argv
const { run } = await import(file)
await run(JSON.parse(options))
